package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds, in the vendor's permission table, the operation that a logged call performs. */
final class CalledOperationFinder {
    /** The result of looking up the operation that a logged call performs. */
    sealed interface Finding {
        record Known(ApiOperation operation) implements Finding {}

        record BatchEnvelope() implements Finding {}

        record UnknownCall(String why) implements Finding {}
    }

    private final PermissionTable table;
    private final ProviderApiPaths readings;

    CalledOperationFinder(PermissionTableProvider provider, PermissionTable table) {
        this.table = table;
        this.readings = ProviderApiPaths.of(provider);
    }

    Finding read(ObservedCall call) {
        Optional<ApiOperation> named = table.named(call.path().strip());
        if (named.isPresent()) {
            return new Finding.Known(named.get());
        }
        Optional<String> host = UrlPathSegments.host(call.path().strip());
        if (host.isPresent() && !readings.serves(host.get())) {
            return new Finding.UnknownCall("the host " + host.get() + " is not this provider's API"
                    + (host.get().startsWith("management.azure.") ? ": " + MicrosoftGraphApiPaths.AZURE : ""));
        }
        List<String> segments = UrlPathSegments.of(call.path());
        if (readings.isBatch(segments)) {
            return call.inner().isEmpty()
                    ? new Finding.UnknownCall("a batch whose inner calls were not logged")
                    : new Finding.BatchEnvelope();
        }
        if (call.method().isBlank()) {
            return new Finding.UnknownCall("no API method has this name, and a path needs its HTTP method");
        }
        boolean content = readings.asksForContent(call.path());
        return table.find(readings.of(segments), method(call.method()))
                .map(operation -> content ? table.withoutBasicFactsOnly(operation) : operation)
                .<Finding>map(Finding.Known::new)
                .orElseGet(() -> new Finding.UnknownCall(
                        readings.whyUnpublished(segments).orElse("the provider's permission table has no such call")));
    }

    /**
     * Returns the method under which the permission table lists a call: GET for HEAD, because HEAD requires the same
     * permissions; otherwise, the method itself.
     */
    private static String method(String method) {
        String upper = method.strip().toUpperCase(Locale.ROOT);
        return upper.equals("HEAD") ? "GET" : upper;
    }
}
