package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the vendor's operation for a call as it was logged. */
final class CallReader {
    /** What became of a call. */
    sealed interface Finding {
        record Known(Operation operation) implements Finding {}

        record Envelope() implements Finding {}

        record NotKnown(String why) implements Finding {}
    }

    private final PermissionTable table;
    private final PathReadings readings;

    CallReader(ApiProvider provider, PermissionTable table) {
        this.table = table;
        this.readings = PathReadings.of(provider);
    }

    Finding read(ObservedCall call) {
        Optional<Operation> named = table.named(call.path().strip());
        if (named.isPresent()) {
            return new Finding.Known(named.get());
        }
        Optional<String> host = PathSegments.host(call.path().strip());
        if (host.isPresent() && !readings.serves(host.get())) {
            return new Finding.NotKnown("the host " + host.get() + " is not this provider's API"
                    + (host.get().startsWith("management.azure.") ? ": " + GraphPaths.AZURE : ""));
        }
        List<String> segments = PathSegments.of(call.path());
        if (readings.isBatch(segments)) {
            return call.inner().isEmpty()
                    ? new Finding.NotKnown("a batch whose inner calls were not logged")
                    : new Finding.Envelope();
        }
        if (call.method().isBlank()) {
            return new Finding.NotKnown("no API method has this name, and a path needs its HTTP method");
        }
        boolean content = readings.asksForContent(call.path());
        return table.find(readings.of(segments), method(call.method()))
                .map(operation -> content ? table.withoutBasics(operation) : operation)
                .<Finding>map(Finding.Known::new)
                .orElseGet(() -> new Finding.NotKnown(
                        readings.unpublished(segments).orElse("the provider's permission table has no such call")));
    }

    /** HEAD needs what GET needs. */
    private static String method(String method) {
        String upper = method.strip().toUpperCase(Locale.ROOT);
        return upper.equals("HEAD") ? "GET" : upper;
    }
}
