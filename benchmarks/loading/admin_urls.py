"""The admin's addresses."""

from django.urls import path

from loading.admin_site import site

urlpatterns = [path("admin/", site.urls)]
