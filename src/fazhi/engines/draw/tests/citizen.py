"""How a citizen recomputes a draw, exactly as the protocol prints it: objects.tsv, k, and the parts of the seed in hex."""

# fmt: off
# ruff: noqa
import hashlib,sys
lp=lambda b:len(b).to_bytes(4,'big')+b
def words(seed,label):
    i=0
    while 1:
        h=hashlib.sha256(seed+lp(label)+i.to_bytes(8,'big')).digest();i+=1
        for j in range(0,32,8): yield int.from_bytes(h[j:j+8],'big')
def below(w,m):
    for x in w:
        if x<2**64-2**64%m: return x%m
def draw(pool,k,w):
    pool=sorted(pool);out=[]
    for _ in range(k):
        r=below(w,sum(x for _,x in pool))
        for j,(i,x) in enumerate(pool):
            if r<x: out.append(i);del pool[j];break
            r-=x
    return out
pool_file,k,*parts=sys.argv[1:]
text=open(pool_file,'rb').read()
seed=hashlib.sha256(b'draw/v1'+b''.join(lp(p) for p in [hashlib.sha256(text).digest()]+[bytes.fromhex(p) for p in parts])).digest()
pool=[(l.split('\t')[0],int(l.split('\t')[1])) for l in text.decode().splitlines()]
print(*draw(pool,int(k),words(seed,b'objects')),sep='\n')
