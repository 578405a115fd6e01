// Draws again what a published transcript (抽取记录) tells, and says whether every byte of it follows from what was fixed
// and what the public values said. Written from the protocol draw/v1 (docs/algorithms/draw.md), apart from the bureau's own
// program. verify() is pure: no network, no clock, no generator of random numbers. What the page does is at the end.
"use strict";

const PROTOCOL = "draw/v1", SOFTWARE = "fazhi.engines.draw/1";
const MOST = Number.MAX_SAFE_INTEGER; // no weight, and no sum of a pool's weights, passes it
const WORDS = 1n << 64n; // how many values a word has
const [OBJECTS, COMPULSORY, EXCLUSIONS, INSPECTORS, RECUSALS] =
  ["objects.tsv", "compulsory.tsv", "exclusions.tsv", "inspectors.tsv", "recusals.tsv"];
const FILES = [OBJECTS, COMPULSORY, EXCLUSIONS, INSPECTORS, RECUSALS];
const ABSENT = "(absent)";

// Nothing can be drawn from such a document; `where` is a path in it, or what is wrong.
class Refusal extends Error {
  constructor(where, found, expected = "") {
    super(where);
    Object.assign(this, { where, found: shown(found), expected });
  }
}

// ---------------------------------------------------------------------------------------------------------------- bytes

const utf8 = (text) => new TextEncoder().encode(text);
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function bytesAt(hex, where, size = null) {
  if (typeof hex !== "string" || !/^([0-9a-fA-F]{2})*$/.test(hex) || (size !== null && hex.length !== 2 * size)) {
    throw new Refusal(where, hex, "hex");
  }
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

// lp(x): the length in 4 bytes, then x. All integers are big-endian.
function lengthPrefixed(part) {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, part.length);
  return joined(new Uint8Array(length.buffer), part);
}

// --------------------------------------------------------------------------------------------------------------- hashes
// By hand, because the browser's own are missing where a page comes without TLS, and know no SM3.

const left = (word, by) => (word << (by % 32)) | (word >>> (32 - (by % 32)));
const right = (word, by) => (word >>> by) | (word << (32 - by));

// Both hashes end a text alike: a one bit, zeros, the length in bits as 8 bytes, in blocks of 64 bytes.
function padded(data) {
  const whole = new Uint8Array(((data.length + 72) >> 6) << 6);
  whole.set(data);
  whole[data.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setBigUint64(whole.length - 8, BigInt(data.length) * 8n);
  return view;
}

function hashed(data, start, compress) {
  const blocks = padded(data), state = Int32Array.from(start);
  for (let place = 0; place < blocks.byteLength; place += 64) compress(state, blocks, place);
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => out.setInt32(4 * index, word));
  return new Uint8Array(out.buffer);
}

// FIPS 180-4: constants are the first 32 bits behind the point of roots of the first primes.
const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter((n) => n > 1 && !hasDivisor(n));
const SQUARE_ROOTS = PRIMES.slice(0, 8).map((prime) => behindPoint(prime, 2n));
const CUBE_ROOTS = Int32Array.from(PRIMES.slice(0, 64), (prime) => behindPoint(prime, 3n));

function hasDivisor(number) {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return true;
  return false;
}

function behindPoint(prime, degree) {
  const power = BigInt(prime) << (32n * degree);
  let low = 0n, high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** degree <= power) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

const WORDS_256 = new Int32Array(64);

function sha256(data) {
  return hashed(data, SQUARE_ROOTS, (state, blocks, place) => {
    const w = WORDS_256;
    for (let t = 0; t < 16; t++) w[t] = blocks.getInt32(place + 4 * t);
    for (let t = 16; t < 64; t++) {
      const s0 = right(w[t - 15], 7) ^ right(w[t - 15], 18) ^ (w[t - 15] >>> 3);
      const s1 = right(w[t - 2], 17) ^ right(w[t - 2], 19) ^ (w[t - 2] >>> 10);
      w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t++) {
      const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + CUBE_ROOTS[t] + w[t]) | 0;
      const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0;
      d = c; c = b; b = a; a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => { state[index] += word; });
  });
}

// GB/T 32905-2016, sections 4 and 5; the letters are the standard's.
const START_SM3 = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
];
const WORDS_SM3 = new Int32Array(68);

function sm3(data) {
  return hashed(data, START_SM3, (state, blocks, place) => {
    const w = WORDS_SM3;
    for (let j = 0; j < 16; j++) w[j] = blocks.getInt32(place + 4 * j);
    for (let j = 16; j < 68; j++) {
      const x = w[j - 16] ^ w[j - 9] ^ left(w[j - 3], 15);
      w[j] = x ^ left(x, 15) ^ left(x, 23) ^ left(w[j - 13], 7) ^ w[j - 6];
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let j = 0; j < 64; j++) {
      const ss1 = left((left(a, 12) + e + left(j < 16 ? 0x79cc4519 : 0x7a879d8a, j)) | 0, 7);
      const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
      const tt1 = (ff + d + (ss1 ^ left(a, 12)) + (w[j] ^ w[j + 4])) | 0;
      const tt2 = (gg + h + ss1 + w[j]) | 0;
      d = c; c = left(b, 9); b = a; a = tt1;
      h = g; g = left(f, 19); f = e; e = tt2 ^ left(tt2, 9) ^ left(tt2, 17);
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => { state[index] ^= word; });
  });
}

const HASHES = { sha256, sm3 };

// ------------------------------------------------------------------------------------------------------- canonical JSON
// Keys in the order of their bytes, no spaces: one document has one text, so that a digest of the text is one of it.

// The order of code points, which is that of the UTF-8 bytes; halves of pairs (U+D800 … DFFF) come after all other units.
function ordered(one, other) {
  const rank = (unit) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
  const length = Math.min(one.length, other.length);
  for (let place = 0; place < length; place++) {
    const difference = rank(one.charCodeAt(place)) - rank(other.charCodeAt(place));
    if (difference) return difference;
  }
  return one.length - other.length;
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort(ordered);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

const digestOf = (document) => hexOf(sha256(utf8(canonical(document))));

const without = (document, ...keys) =>
  Object.fromEntries(Object.entries(document).filter(([key]) => !keys.includes(key)));

function parsed(text, where) {
  let document = null;
  try {
    document = JSON.parse(text);
  } catch {
    throw new Refusal(where, text, "JSON");
  }
  return objectAt(document, where);
}

// --------------------------------------------------------------------------------------- reading the parts by their types

function objectAt(value, where) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Refusal(where, value, "{…}");
  return value;
}

function listAt(value, where) {
  if (!Array.isArray(value)) throw new Refusal(where, value, "[…]");
  return value;
}

function wholeAt(value, where, least = 0) {
  if (!Number.isSafeInteger(value) || value < least) throw new Refusal(where, value, `${least} … ${MOST}`);
  return value;
}

// A line of text without signs that can't be seen: a line break in an id would be two rows of a file.
function textAt(value, where) {
  if (typeof value !== "string" || !value || value !== value.trim() || /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value)) {
    throw new Refusal(where, value, "a line of text");
  }
  return value;
}

function dateAt(value, where) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : NaN;
  if (typeof value !== "string" || Number.isNaN(Number(day)) || day.toISOString().slice(0, 10) !== value) {
    throw new Refusal(where, value, "YYYY-MM-DD");
  }
  return value;
}

function oneOf(value, allowed, where) {
  if (!allowed.includes(value)) throw new Refusal(where, value, allowed.join(" | "));
  return value;
}

// ---------------------------------------------------------------------------------------------------------------- terms

// Rule, beacons, parties and day of a plan, written in the one way in which a transcript carries them.
function termsOf(plan, where) {
  const rule = objectAt(plan.rule, `${where}.rule`);
  const numbers = typeof rule.draw === "object" ? objectAt(rule.draw, `${where}.rule.draw`) : { "": rule.draw };
  for (const [stratum, size] of Object.entries(numbers)) {
    if (numbers === rule.draw) textAt(stratum, `${where}.rule.draw`);
    wholeAt(size, `${where}.rule.draw`);
  }
  const cap = rule.cap ?? false;
  if (typeof cap !== "boolean") wholeAt(cap, `${where}.rule.cap`, 1);
  const beacons = listAt(plan.beacon, `${where}.beacon`);
  if (!beacons.length) throw new Refusal(`${where}.beacon`, beacons, "[{…}]");
  const terms = {
    rule: {
      draw: rule.draw,
      team_size: wholeAt(rule.team_size, `${where}.rule.team_size`),
      cap: cap === false ? null : cap,
      method: oneOf(rule.method, ["sequential", "exact"], `${where}.rule.method`),
      hash: oneOf(rule.hash, ["sha256", "sm3"], `${where}.rule.hash`),
    },
    beacon: beacons.map((row, place) => beaconOf(row, `${where}.beacon[${place}]`)),
    parties: listAt(plan.parties ?? [], `${where}.parties`).map((row, place) => ({
      name: textAt(objectAt(row, `${where}.parties[${place}]`).name, `${where}.parties[${place}].name`),
      commitment: hexOf(bytesAt(row.commitment, `${where}.parties[${place}].commitment`, 32)),
    })),
    date: dateAt(plan.date, `${where}.date`),
  };
  requireDistinct(terms.beacon.map(labelOf), `${where}.beacon`);
  requireDistinct(terms.parties.map((party) => party.name), `${where}.parties`);
  return terms;
}

function beaconOf(row, where) {
  const kind = oneOf(objectAt(row, where).kind, ["drand", "lottery"], `${where}.kind`);
  const key = kind === "drand" ? "round" : "issue";
  if (kind === "drand" || typeof row[key] !== "string") wholeAt(row[key], `${where}.${key}`, 1);
  for (const name of ["name", key]) {
    // NAME:ISSUE goes into the seed, and must be read in one way only.
    if (textAt(String(row[name]), `${where}.${name}`).includes(":")) throw new Refusal(`${where}.${name}`, row[name]);
  }
  return { kind, name: textAt(row.name, `${where}.name`), [key]: row[key] };
}

const labelOf = (beacon) => `${beacon.name}:${beacon.round ?? beacon.issue}`;

function requireDistinct(names, where) {
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new Refusal(where, twice, "once");
}

// Stratum → how many, in the order of their bytes; one pool without a stratum where the rule gives one number.
function numbersOf(rule) {
  if (typeof rule.draw !== "object") return [[null, rule.draw]];
  return Object.keys(rule.draw).sort(ordered).map((stratum) => [stratum, rule.draw[stratum]]);
}

// -------------------------------------------------------------------------------------------------------------- rosters

// The rows of a committed file: a line end after each, columns between tabs, first columns ascending and once.
function rowsOf(files, name, widths) {
  const text = files[name];
  if (typeof text !== "string") throw new Refusal(`files.${name}`, text, "text");
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new Refusal(`files.${name} line ${lines.length + 1}`, ABSENT, "\\n");
  return lines.map((line, place) => {
    const row = line.split("\t");
    const where = `files.${name} line ${place + 1}`;
    if (!widths.includes(row.length)) throw new Refusal(where, line, `${widths} columns`);
    const before = place ? lines[place - 1].split("\t") : null;
    const order = before && (ordered(before[0], row[0]) || (name === RECUSALS ? ordered(before[1], row[1]) : 0));
    if (before && order >= 0) throw new Refusal(where, line, "ascending, once");
    if (name !== RECUSALS) textAt(row[0], where);
    return row;
  });
}

// Who and what can be drawn, from the committed files.
function rostersOf(files, terms) {
  const numbers = numbersOf(terms.rule);
  const hasStrata = numbers[0]?.[0] !== null;
  const rows = rowsOf(files, OBJECTS, [hasStrata ? 3 : 2]);
  const pools = numbers.map(([stratum, size]) => ({ stratum, size, ids: [], weights: [] }));
  rows.forEach(([id, weight, stratum = null], place) => {
    const where = `files.${OBJECTS} line ${place + 1}`;
    if (!/^[1-9][0-9]*$/.test(weight)) throw new Refusal(where, weight, "1 …");
    const pool = pools.find((each) => each.stratum === stratum);
    if (!pool) throw new Refusal("QuotaMissing", `${id} ${stratum}`);
    pool.ids.push(id);
    pool.weights.push(wholeAt(Number(weight), where, 1));
  });
  const isDated = String(files[INSPECTORS]).includes("\t");
  const inspectors = rowsOf(files, INSPECTORS, [isDated ? 3 : 1]).map(([id, first = "", last = ""]) => {
    for (const day of [first, last]) if (day) dateAt(day, `files.${INSPECTORS}`);
    return { id, first, last };
  });
  if (isDated && !inspectors.some((one) => one.first || one.last)) throw new Refusal(`files.${INSPECTORS}`, "\\t", "1 columns");
  const rosters = {
    pools,
    compulsory: rowsOf(files, COMPULSORY, [2]).map(([id]) => id),
    excluded: rowsOf(files, EXCLUSIONS, [2]).map(([id]) => id),
    inspectors: inspectors.map((one) => one.id),
    valid: inspectors.filter((one) => one.first <= terms.date && (!one.last || terms.date <= one.last)).map((one) => one.id),
    recusals: rowsOf(files, RECUSALS, [2]),
  };
  rosters.recused = recusedFrom(rosters.recusals);
  requireFit(rosters, terms.rule);
  return rosters;
}

// Object → who is recused from it.
function recusedFrom(pairs) {
  const found = new Map();
  for (const [target, inspector] of pairs) found.set(target, (found.get(target) ?? new Set()).add(inspector));
  return found;
}

const NOBODY = new Set();
const sumOf = (weights) => weights.reduce((sum, weight) => sum + weight, 0);

// A draw from such rosters can't fail once the public value is known: a failure then would be a second throw.
function requireFit(rosters, rule) {
  for (const pool of rosters.pools) {
    let sum = 0n;
    for (const weight of pool.weights) sum += BigInt(weight);
    if (sum > BigInt(MOST)) throw new Refusal("WeightsTooLarge", sum.toString(), String(MOST));
    if (pool.size > pool.ids.length) throw new Refusal("DrawTooLarge", pool.size, String(pool.ids.length));
  }
  const drawable = rosters.pools.flatMap((pool) => (pool.size ? pool.ids : []));
  const targets = new Set([...rosters.pools.flatMap((pool) => pool.ids), ...rosters.compulsory, ...rosters.excluded]);
  const length = sumOf(rosters.pools.map((pool) => pool.ids.length)) + rosters.compulsory.length + rosters.excluded.length;
  if (targets.size !== length) throw new Refusal("RepeatedId", OBJECTS);
  for (const ids of [targets, rosters.inspectors]) requireUnlike(ids);
  const inspectors = new Set(rosters.inspectors);
  for (const [target, inspector] of rosters.recusals) {
    if (!targets.has(target) || !inspectors.has(inspector)) throw new Refusal("UnknownInRecusal", `${target} ${inspector}`);
  }
  for (const target of [...rosters.compulsory, ...drawable]) {
    const recused = rosters.recused.get(target) ?? NOBODY;
    if (rosters.valid.filter((one) => !recused.has(one)).length < rule.team_size) {
      throw new Refusal("TooFewInspectors", target, String(rule.team_size));
    }
  }
}

// No two ids that only look different: full-width and half-width digits, an accent composed and apart.
function requireUnlike(ids) {
  const seen = new Map();
  for (const id of ids) {
    const shape = id.normalize("NFKC");
    if (seen.has(shape)) throw new Refusal("LookAlikeIds", id, seen.get(shape));
    seen.set(shape, id);
  }
}

// The files that a plan's rows give, for holding a commitment against itself.
function filesOf(plan, terms) {
  const numbers = new Map(numbersOf(terms.rule));
  const rows = listAt(plan.objects ?? [], "plan.objects").map((row) => ({ weight: 1, ...row }));
  const isSet = (reason) => reason !== undefined && reason !== null && reason !== false;
  const reasonOf = (reason) => (reason === true ? "" : reason);
  const file = (lines) => lines.sort((one, other) => ordered(one[0], other[0]) || ordered(one[1] ?? "", other[1] ?? ""))
    .map((line) => `${line.join("\t")}\n`).join("");
  const free = rows.filter((row) => !isSet(row.compulsory) && !isSet(row.excluded));
  for (const row of free) {
    if (!numbers.has(null) && !numbers.has(row.stratum)) throw new Refusal("QuotaMissing", row.id);
  }
  const people = listAt(plan.inspectors ?? [], "plan.inspectors");
  const isDated = people.some((one) => one.valid_from || one.valid_to);
  return {
    [OBJECTS]: file(free.map((row) => (numbers.has(null) ? [row.id, row.weight] : [row.id, row.weight, row.stratum]))),
    [COMPULSORY]: file(rows.filter((row) => isSet(row.compulsory)).map((row) => [row.id, reasonOf(row.compulsory)])),
    [EXCLUSIONS]: file(rows.filter((row) => isSet(row.excluded)).map((row) => [row.id, reasonOf(row.excluded)])),
    [INSPECTORS]: file(people.map((one) => (isDated ? [one.id, one.valid_from ?? "", one.valid_to ?? ""] : [one.id]))),
    [RECUSALS]: file(listAt(plan.recusals ?? [], "plan.recusals").map((pair) => [...pair])),
  };
}

function digestsOf(files, hash) {
  const names = [...new Set(["sha256", hash])];
  const digests = (text) => Object.fromEntries(names.map((name) => [name, hexOf(HASHES[name](utf8(text)))]));
  return Object.fromEntries(FILES.map((name) => [name, digests(files[name])]));
}

// ------------------------------------------------------------------------------------------------------- seed and stream

// The words that seed and label give: block i = H(seed ‖ lp(label) ‖ i in 8 bytes), four words of 8 bytes in each.
class Stream {
  constructor(seed, label, hash) {
    this.prefix = joined(seed, lengthPrefixed(utf8(label)));
    this.hash = HASHES[hash];
    this.count = 0;
  }

  word() {
    if (this.count % 4 === 0) {
      const index = new DataView(new ArrayBuffer(8));
      index.setBigUint64(0, BigInt(this.count / 4));
      this.block = new DataView(this.hash(joined(this.prefix, new Uint8Array(index.buffer))).buffer);
    }
    return this.block.getBigUint64(8 * (this.count++ % 4));
  }

  // A number from 0 to m − 1, each equally likely: words past the last whole multiple of m are discarded.
  below(m) {
    const bound = BigInt(m), discarded = [];
    let word = this.word();
    while (word >= WORDS - (WORDS % bound)) {
      discarded.push(word);
      word = this.word();
    }
    return { m: Number(bound), word, discarded, value: Number(word % bound) };
  }
}

// ------------------------------------------------------------------------------------------------------------- selection

// `size` times: a number below the sum of the weights left; walk along them, take the one in which it falls, remove it.
function sequential(weights, size, stream) {
  const rest = weights.map((weight, position) => ({ weight, position }));
  let sum = sumOf(weights);
  const taken = [];
  for (let step = 1; step <= size; step++) {
    const choice = stream.below(sum);
    let value = choice.value, place = 0;
    while (value >= rest[place].weight) value -= rest[place++].weight;
    const [{ weight, position }] = rest.splice(place, 1);
    sum -= weight;
    taken.push({ position, step, choice });
  }
  return taken;
}

// Ordered pivotal sampling: neighbours meet in the committed order, one of the two goes on with what is over.
function exact(weights, size, stream) {
  const certain = certainOnes(weights, size);
  const taken = [...certain].sort((one, other) => one - other).map((position) => ({ position, step: null }));
  const places = BigInt(size - certain.size);
  let full = 0n; // the mass of one that is drawn
  weights.forEach((weight, position) => { if (!certain.has(position)) full += BigInt(weight); });
  let waiting = null, mass = 0n, step = 0;
  for (let position = 0; position < weights.length && places; position++) {
    if (certain.has(position)) continue;
    const other = places * BigInt(weights[position]);
    if (!mass) {
      [waiting, mass] = [position, other];
      continue;
    }
    step++;
    const both = mass + other;
    if (both < full) {
      const choice = stream.below(both);
      [waiting, mass] = [BigInt(choice.value) < mass ? waiting : position, both];
    } else {
      const choice = stream.below(2n * full - both);
      const isWaiting = BigInt(choice.value) < full - other;
      taken.push({ position: isWaiting ? waiting : position, step, choice });
      [waiting, mass] = [isWaiting ? position : waiting, both - full];
    }
  }
  return taken;
}

// size · w ≥ the sum of all, over again for what is left, the largest first.
function certainOnes(weights, size) {
  const found = new Set();
  let sum = BigInt(sumOf(weights));
  const places = weights.map((_, position) => position).sort((one, other) => weights[other] - weights[one]);
  for (const position of places) {
    const weight = BigInt(weights[position]);
    if (found.size === size || BigInt(size - found.size) * weight < sum) break;
    found.add(position);
    sum -= weight;
  }
  return found;
}

// For each object in the order drawn: those valid on the day and not recused; with a cap, those below it while enough are.
function teamsOf(targets, rosters, rule, stream) {
  const most = rule.cap === true ? Math.ceil((targets.length * rule.team_size) / rosters.valid.length) : rule.cap;
  const tasks = new Map(rosters.valid.map((one) => [one, 0]));
  return targets.map((target) => {
    const recused = rosters.recused.get(target) ?? NOBODY;
    const eligible = rosters.valid.filter((one) => !recused.has(one));
    const free = most ? eligible.filter((one) => tasks.get(one) < most) : eligible;
    const list = free.length >= rule.team_size ? free : eligible;
    const team = { target, inspectors: [], choices: [] };
    for (let place = 0; place < rule.team_size; place++) {
      const choice = stream.below(list.length);
      const [inspector] = list.splice(choice.value, 1);
      tasks.set(inspector, tasks.get(inspector) + 1);
      team.inspectors.push(inspector);
      team.choices.push(choice);
    }
    return team;
  });
}

// ------------------------------------------------------------------------------------------------------- drawing it again

const wordHex = (word) => word.toString(16).padStart(16, "0");

const stepOf = (label, step, choice, id) => ({
  label, step, m: choice.m, word: wordHex(choice.word), discarded: choice.discarded.map(wordHex), value: choice.value, id,
});

// The transcript that follows from what `found` says was fixed and published: files, terms, public values, secrets.
function drawnAgain(found) {
  const carried = objectAt(found.commitment, "commitment");
  const terms = termsOf(objectAt(carried.plan, "commitment.plan"), "commitment.plan");
  const { rule } = terms;
  const files = objectAt(carried.files, "commitment.files");
  const rosters = rostersOf(files, terms);
  const commitment = {
    committed_at: momentAt(carried.committed_at, "commitment.committed_at"),
    digest: hexOf(bytesAt(carried.digest, "commitment.digest", 32)),
    digests: digestsOf(files, rule.hash),
    files: Object.fromEntries(FILES.map((name) => [name, files[name]])),
    plan: terms,
  };
  const beacon = valuesOf(listAt(found.beacon, "beacon"), terms);
  const parties = partiesOf(listAt(found.parties, "parties"), terms);
  const seed = HASHES[rule.hash](joined(utf8(PROTOCOL), ...[
    HASHES[rule.hash](utf8(files[OBJECTS])),
    ...beacon.flatMap((row) => [utf8(row.name), bytesAt(row.value)]),
    ...parties.map((row) => bytesAt(row.secret ?? row.commitment)),
  ].map(lengthPrefixed)));

  const steps = [], objects = [...rosters.compulsory];
  for (const pool of rosters.pools) {
    const label = pool.stratum === null ? "objects" : `objects/${pool.stratum}`;
    const select = rule.method === "exact" ? exact : sequential;
    for (const { position, step, choice } of select(pool.weights, pool.size, new Stream(seed, label, rule.hash))) {
      if (step !== null) steps.push(stepOf(label, step, choice, pool.ids[position]));
      objects.push(pool.ids[position]);
    }
  }
  const teams = teamsOf(objects, rosters, rule, new Stream(seed, "inspectors", rule.hash));
  let step = 0;
  for (const { inspectors, choices } of teams) {
    choices.forEach((choice, place) => steps.push(stepOf("inspectors", ++step, choice, inspectors[place])));
  }
  const announcement = announcementOf(commitment, rosters);
  const document = {
    protocol: PROTOCOL,
    software: SOFTWARE,
    previous: found.previous === null ? null : hexOf(bytesAt(found.previous, "previous", 32)),
    commitment,
    announcement,
    announcement_digest: digestOf(announcement),
    beacon,
    parties,
    seed: hexOf(seed),
    steps,
    result: { objects, assignments: teams.map(({ target, inspectors }) => ({ object: target, inspectors })) },
  };
  return { ...document, digest: digestOf(document) };
}

function momentAt(value, where) {
  const form = /^(\d{4}-\d{2}-\d{2})T[0-2]\d:[0-5]\d:[0-5]\d(\.\d{6})?[+-]\d{2}:\d{2}(:\d{2})?$/;
  const match = typeof value === "string" ? form.exec(value) : null;
  if (!match) throw new Refusal(where, value, "YYYY-MM-DDTHH:MM:SS+HH:MM");
  dateAt(match[1], where);
  return value;
}

// What each beacon said. A drand signature is hashed here, but checked only by the bureau's program and by drand's own.
function valuesOf(rows, terms) {
  if (rows.length !== terms.beacon.length) throw new Refusal("PublicValueCount", rows.length, String(terms.beacon.length));
  return terms.beacon.map((named, place) => {
    const where = `beacon[${place}].public_value`;
    const given = bytesAt(objectAt(rows[place], `beacon[${place}]`).public_value, where);
    const row = { kind: named.kind, name: labelOf(named), public_value: hexOf(given) };
    if (named.kind === "lottery") {
      if (!/^(((0|[1-9][0-9]*)\.)+\/)+$/.test(String.fromCharCode(...given))) throw new Refusal("PublicValueMalformed", where);
      return { ...row, signature: "none", value: row.public_value };
    }
    if (given.length === 32) return { ...row, signature: "not checked", value: row.public_value };
    if (given.length !== 48 || named.name !== "quicknet") throw new Refusal("PublicValueMalformed", where);
    return { ...row, signature: "checked", value: hexOf(sha256(given)) };
  });
}

// A secret is the one committed to; one that was withheld is replaced by its commitment, and the party named.
function partiesOf(rows, terms) {
  const secrets = new Map();
  rows.forEach((row, place) => {
    const where = `parties[${place}]`;
    if (objectAt(row, where).secret === undefined) throw new Refusal(`${where}.secret`, ABSENT);
    if (row.secret !== null) secrets.set(row.name, bytesAt(row.secret, `${where}.secret`));
  });
  const commitments = new Map(terms.parties.map((party) => [party.name, party.commitment]));
  for (const [name, secret] of secrets) {
    if (!commitments.has(name)) throw new Refusal("UnknownParty", name);
    if (hexOf(sha256(secret)) !== commitments.get(name)) throw new Refusal("SecretMismatch", name);
  }
  return terms.parties.map(({ name, commitment }) => {
    const secret = secrets.get(name);
    return { name, commitment, secret: secret ? hexOf(secret) : null, withheld: !secret };
  });
}

function announcementOf(commitment, rosters) {
  return {
    protocol: PROTOCOL,
    commitment: commitment.digest,
    committed_at: commitment.committed_at,
    digests: commitment.digests,
    counts: {
      pools: rosters.pools.map(({ stratum, ids, weights, size }) => (
        { stratum, objects: ids.length, weight: sumOf(weights), draw: size }
      )),
      compulsory: rosters.compulsory.length,
      excluded: rosters.excluded.length,
      inspectors: rosters.inspectors.length,
      valid_on_date: rosters.valid.length,
      recusals: rosters.recusals.length,
    },
    plan: commitment.plan,
  };
}

// What a transcript must carry of the commitment that was published before the public value was known.
function carriedFrom(text) {
  const made = parsed(text, "commitment");
  if (canonical(made) !== text) throw new Refusal("commitment file", "", "canonical");
  if (made.protocol !== PROTOCOL) throw new Refusal("protocol", made.protocol, PROTOCOL);
  const plan = objectAt(made.plan, "plan");
  const terms = termsOf(plan, "plan");
  const files = filesOf(plan, terms);
  const expected = { files, digests: digestsOf(files, terms.rule.hash) };
  const difference = differing({ files: made.files, digests: made.digests }, expected, "commitment");
  if (difference) throw new Refusal(difference.where, difference.found, difference.expected);
  return { committed_at: made.committed_at, digest: digestOf(without(made, "committed_at")), ...expected, plan: terms };
}

// ------------------------------------------------------------------------------------------------------------- comparing

function shown(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? ABSENT;
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

// The first place in which two JSON values differ, or null.
function differing(found = ABSENT, expected = ABSENT, where) {
  if (isObject(found) && isObject(expected)) {
    const keys = [...new Set([...Object.keys(found), ...Object.keys(expected)])].sort(ordered);
    return firstOf(keys, (key) => differing(found[key], expected[key], `${where}.${key}`));
  }
  if (Array.isArray(found) && Array.isArray(expected)) {
    const places = Array.from({ length: Math.max(found.length, expected.length) }, (_, place) => place);
    return firstOf(places, (place) => differing(found[place], expected[place], `${where}[${place}]`));
  }
  if (found === expected) return null;
  if (typeof found === "string" && typeof expected === "string" && `${found}${expected}`.includes("\n")) {
    const lines = [found.split("\n"), expected.split("\n")];
    const number = lines[0].findIndex((line, place) => line !== lines[1][place]);
    const place = number < 0 ? lines[0].length : number;
    const [one, other] = lines.map((each) => shown(each[place] ?? ABSENT));
    return { where: `${where} line ${place + 1}`, found: one, expected: other };
  }
  return { where, found: shown(found), expected: shown(expected) };
}

function firstOf(items, find) {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return null;
}

const KEYS = [
  "protocol", "software", "previous", "commitment", "announcement", "announcement_digest", "beacon", "parties", "seed",
  "steps", "result", "digest",
];

// Does the transcript `text` follow, byte for byte, from what was committed to and what the public values said?
//   commitment  the text published before the public value was known; null: the transcript is held against itself only
//   published   {digest, commitment, previous}: the digests that were made public, as far as they are known
// Returns {holds, difference, parts, unchecked}: `difference` is {where, found, expected}; `parts` tells for each of
// rosters, value, seed, objects, inspectors and chain whether it holds, null if it could not be looked at; `unchecked`
// names the public values whose signature was not checked here.
function verify(text, commitment = null, published = {}) {
  try {
    return verdict(text, commitment, published);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { where, found, expected } = refusal;
    const parts = { rosters: null, value: null, seed: null, objects: null, inspectors: null, chain: null };
    return { holds: false, difference: { where, found, expected }, parts, unchecked: [] };
  }
}

function verdict(text, commitment, published) {
  const found = parsed(text, "transcript");
  const unknown = Object.keys(found).find((key) => !KEYS.includes(key));
  if (unknown) throw new Refusal(unknown, unknown, ABSENT);
  const carried = commitment === null ? null : differing(found.commitment, carriedFrom(commitment), "commitment");
  const again = drawnAgain(found);
  const compare = (key, pick = (document) => document[key]) => differing(pick(found), pick(again), key);
  const isTeam = (step) => step?.label === "inspectors";
  const stepsOf = (test) => compare("steps", ({ steps }) => (Array.isArray(steps) ? steps.filter(test) : steps));
  const told = (key, value) => (value === undefined ? null : differing(found[key], value, key));
  const announced = published.commitment === undefined
    ? null : differing(found.commitment.digest, published.commitment, "commitment.digest");
  const form = canonical(found) === text ? null : { where: "", found: "", expected: "canonical" };
  const chain = [told("previous", published.previous), told("digest", published.digest), form];
  const parts = {
    rosters: [carried, announced, ...["commitment", "announcement", "announcement_digest"].map((key) => compare(key))],
    value: [compare("beacon"), compare("parties")],
    seed: [compare("seed")],
    objects: [stepsOf((step) => !isTeam(step)), compare("result.objects", ({ result }) => result?.objects)],
    inspectors: [stepsOf(isTeam), compare("result.assignments", ({ result }) => result?.assignments)],
    chain: [compare("protocol"), compare("software"), compare("digest"), ...chain],
  };
  const difference = carried ?? announced ?? firstOf(KEYS, (key) => compare(key)) ?? firstOf(chain, (each) => each);
  return {
    holds: difference === null,
    difference,
    parts: Object.fromEntries(Object.entries(parts).map(([name, found]) => [name, found.every((each) => each === null)])),
    unchecked: again.beacon.filter((row) => row.kind === "drand").map((row) => row.name),
  };
}

// ------------------------------------------------------------------------------------------------------------- the page
// The files are fetched while the page loads; the button asks for nothing more, so it works without a network too.

async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await answer.arrayBuffer());
}

function tell(panel, result) {
  const words = panel.dataset;
  panel.querySelector("h2").textContent = result.holds ? words.holds : words.fails;
  for (const line of panel.querySelectorAll("[data-part]")) {
    const holds = result.parts[line.dataset.part];
    line.classList.toggle("off", holds !== true);
    line.querySelector("[data-state]").textContent = holds === null ? words.unseen : holds ? words.same : words.differs;
  }
  panel.querySelector("[data-difference]").hidden = result.holds;
  for (const place of panel.querySelectorAll("[data-told]")) {
    place.textContent = result.difference?.[place.dataset.told] || "—";
  }
  panel.hidden = false;
}

async function ready(panel, button) {
  const { transcript, commitment, digest, committed, previous } = panel.dataset;
  const texts = await Promise.all([fetched(transcript), fetched(commitment)]);
  const published = { digest, commitment: committed, previous: previous || null };
  button.addEventListener("click", () => tell(panel, verify(...texts, published)));
  button.hidden = false;
}

if (typeof document !== "undefined") {
  const panel = document.querySelector("[data-transcript]");
  if (panel) ready(panel, document.querySelector("#verify"));
}
