"""The addresses of imports: for who may import ledgers, of matters or of the offices themselves."""

from django.utils.translation import gettext_noop

from fazhi.kernel.exchange.permissions import IMPORT, IMPORT_REFERENCE
from fazhi.surfaces.web.access import address, holding
from fazhi.surfaces.web.imports import history, kinds, mapping, uploading
from fazhi.surfaces.web.pages import Item, Pages

_MAY = holding(IMPORT, IMPORT_REFERENCE)

PAGES = Pages(
    urls=(
        address("imports/", uploading.imports, name="imports", access=_MAY),
        address("imports/files/<uuid:key>/", uploading.file, name="import-file", access=_MAY),
        address(
            "imports/files/<uuid:key>/confirmation/", uploading.confirmation, name="import-confirmation", access=_MAY
        ),
        address("imports/files/<uuid:key>/check/", uploading.check, name="import-check", access=_MAY),
        address(
            "imports/files/<uuid:key>/cancellation/", uploading.cancellation, name="import-cancellation", access=_MAY
        ),
        address("imports/files/<uuid:key>/abandonment/", uploading.abandonment, name="import-abandonment", access=_MAY),
        address("imports/files/<uuid:key>/refusals/", uploading.refusals, name="import-refusals", access=_MAY),
        address("imports/files/<uuid:key>/mapping/", mapping.mapping, name="import-mapping", access=holding(IMPORT)),
        address("imports/batches/", history.batches, name="import-batches", access=_MAY),
        address("imports/batches/<int:number>/", history.batch, name="import-batch", access=_MAY),
        address("imports/batches/<int:number>/original/", history.original, name="import-original", access=_MAY),
        address("imports/batches/<int:number>/refusals/", history.refused, name="import-batch-refusals", access=_MAY),
        address("imports/batches/<int:number>/undoing/", history.undoing_, name="import-undoing", access=_MAY),
        address("imports/kinds/", kinds.kinds, name="import-kinds", access=_MAY),
        address("imports/kinds/<str:code>/", kinds.kind, name="import-kind", access=_MAY),
        address("imports/kinds/<str:code>/template/", kinds.template, name="import-template", access=_MAY),
    ),
    items=(Item(gettext_noop("导入"), section=uploading.SECTION, url_name="imports", order=30),),
)
