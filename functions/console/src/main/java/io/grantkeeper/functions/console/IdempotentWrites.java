package io.grantkeeper.functions.console;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Ensures that each write is carried out only once. A client that repeats a request with the same
 * {@code Idempotency-Key} receives the first response. A failed request can be repeated safely, because the use cases
 * store nothing twice.
 */
final class IdempotentWrites {
    /** How long a repeated request is recognized. */
    static final Duration LIFETIME = Duration.ofHours(24);

    /** How long a request may run before another request with the same key is carried out. */
    private static final Duration RUNNING = Duration.ofMinutes(1);

    private static final String SCOPE = "receipt";

    private final TenantId tenant;
    private final ExpiringRecordStore records;
    private final Clock clock;

    IdempotentWrites(TenantId tenant, ExpiringRecordStore records, Clock clock) {
        this.tenant = tenant;
        this.records = records;
        this.clock = clock;
    }

    ConsoleResponse once(AuthorizedApiCall call, ConsoleRequest request, Supplier<ConsoleResponse> work) {
        Optional<String> given = request.header("idempotency-key");
        if (given.isEmpty()) {
            return work.get();
        }
        String key = ConsoleTokens.digest(call.by().key() + "\n" + given.get());
        String content = ConsoleTokens.digest(request.method() + "\n" + request.path() + "\n" + request.body());
        String running = new JsonMembers().with("content", content).toString();
        if (!records.putNew(
                tenant, SCOPE, key, running, clock.instant(), clock.instant().plus(RUNNING))) {
            Optional<String> stored = records.find(tenant, SCOPE, key, clock.instant());
            if (stored.isPresent()) {
                return replay(JsonTrees.read(stored.get()), content);
            }
        }
        try {
            ConsoleResponse response = work.get();
            records.put(
                    tenant,
                    SCOPE,
                    key,
                    new JsonMembers()
                            .with("content", content)
                            .with("status", response.status())
                            .with("body", response.body())
                            .toString(),
                    clock.instant().plus(LIFETIME));
            return response;
        } catch (RuntimeException e) {
            var _ = records.take(tenant, SCOPE, key, clock.instant());
            throw e;
        }
    }

    private static ConsoleResponse replay(JsonNode stored, String content) {
        if (!stored.path("content").asString("").equals(content)) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.CONFLICT,
                            "Idempotency-Key was used for another request; use a new key for each change")
                    .exception();
        }
        if (stored.path("status").isMissingNode()) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.CONFLICT, "the same request is still running; repeat it in a moment")
                    .withRetryAfter(1)
                    .exception();
        }
        return ConsoleResponse.text(
                        stored.path("status").asInt(),
                        "application/json",
                        stored.path("body").asString(""))
                .withHeaders(Map.of("idempotency-replayed", "true"));
    }
}
