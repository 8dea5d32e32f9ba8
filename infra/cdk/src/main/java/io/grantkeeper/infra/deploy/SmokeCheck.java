package io.grantkeeper.infra.deploy;

import static io.grantkeeper.infra.deploy.SmokeCheckLine.failed;
import static io.grantkeeper.infra.deploy.SmokeCheckLine.notChecked;
import static io.grantkeeper.infra.deploy.SmokeCheckLine.passed;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.deploy.ApiProbe.Call;
import io.grantkeeper.infra.deploy.ApiProbe.Expected;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.functions.FunctionTrigger;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Checks a deployed installation within a time limit: calls each function with an event that either changes nothing or
 * does what its scheduled event does, waits for a sweep, sends webhooks, requests a decision, sends a test alert, and
 * verifies the ledger.
 */
final class SmokeCheck {
    /** The time limit. Including the start of the program, a check takes less than five minutes. */
    static final Duration LIMIT = Duration.ofSeconds(285);

    /** The name of the agent that the decision is about. It is in no inventory, so the decision must be a denial. */
    static final String AGENT = "grantkeeper-smoke-test";

    private static final String ALIAS = "live";
    private static final int PARALLEL_CALLS = 6;
    /**
     * The time to reserve for the sweep and the ledger after the functions have been called. {@link #AFTER_SWEEP} is
     * the part of this time that is reserved for the ledger alone.
     */
    private static final Duration AFTER_FUNCTIONS = Duration.ofSeconds(90);

    private static final Duration AFTER_SWEEP = Duration.ofSeconds(70);

    private static final String PLAN = "plan-sweep";
    private static final String SEAL = "seal-ledger";

    /**
     * The actions that the check requests because they only read, keyed by the name of the function that accepts the
     * action.
     */
    private static final Map<String, String> READING_ACTIONS = Map.of("promote-policies", "list", "enforce", "status");

    /**
     * The functions that reject a request that they cannot verify. For them, an error is the correct response to an
     * empty request.
     */
    private static final Set<String> REJECTING = Set.of("apply-on-request");

    private final InstallationConfig installation;
    private final SmokeCheckPorts ports;
    private final Duration limit;
    private final Consumer<SmokeCheckLine> report;

    /**
     * The parts that are checked in addition to the functions, the sweep and the ledger.
     *
     * @param address the base URL of the HTTP API; empty to skip its routes
     * @param recipient the email address that gets a test alert; empty to send none
     * @param key the API key of a caller of the decision point; empty to request no decision
     */
    record Options(Optional<URI> address, Optional<String> recipient, Optional<Secret> key) {}

    /** A check that can fail in unexpected ways. */
    @FunctionalInterface
    private interface Check {
        SmokeCheckLine run() throws InterruptedException;
    }

    /**
     * Creates a check.
     *
     * @param report receives each line as soon as it is known
     */
    SmokeCheck(
            InstallationConfig installation, SmokeCheckPorts ports, Duration limit, Consumer<SmokeCheckLine> report) {
        this.installation = installation;
        this.ports = ports;
        this.limit = limit;
        this.report = report;
    }

    /** Runs all checks. A failure does not stop the others. */
    void run(Options options) throws InterruptedException {
        SmokeCheckDeadline end = SmokeCheckDeadline.in(limit, ports.clock());
        TenantId tenant = installation.tenant();
        Optional<LedgerCheck> ledger = startLedger(tenant);
        ExecutorService calls =
                Executors.newFixedThreadPool(PARALLEL_CALLS, Thread.ofVirtual().factory());
        try {
            Map<FunctionDefinition, Future<SmokeCheckLine>> functions = new LinkedHashMap<>();
            for (FunctionDefinition row : FunctionDefinitions.rows()) {
                if (!row.name().equals(SEAL)) {
                    functions.put(row, calls.submit(() -> guarded(check(row), () -> call(row))));
                }
            }
            boolean decided = checkRoutes(options, end.leaving(AFTER_FUNCTIONS));
            report.accept(guarded("alert", () -> alert(options.recipient())));
            for (Map.Entry<FunctionDefinition, Future<SmokeCheckLine>> function : functions.entrySet()) {
                report.accept(await(function.getKey(), function.getValue(), end.leaving(AFTER_FUNCTIONS)));
            }
            report.accept(guarded(
                    "sweep",
                    () -> new SweepCheck(
                                    ports,
                                    tenant,
                                    installation.connections().getFirst().id(),
                                    installation.deployment().prefix())
                            .await(end.leaving(AFTER_SWEEP))));
            FunctionDefinition seal = row(SEAL);
            report.accept(await(seal, calls.submit(() -> guarded(check(seal), () -> call(seal))), end));
            if (ledger.isPresent()) {
                report.accept(guarded(
                        "ledger",
                        () -> ledger.get()
                                .check(decided, () -> await(seal, calls.submit(() -> call(seal)), end), end)));
            }
        } finally {
            calls.shutdownNow();
        }
    }

    /** Returns the check of the ledger, which has already read the current checkpoint; empty if reading it failed. */
    private Optional<LedgerCheck> startLedger(TenantId tenant) {
        try {
            return Optional.of(
                    new LedgerCheck(ports, tenant, installation.deployment().ledger() + "/" + tenant));
        } catch (RuntimeException e) {
            report.accept(failed("ledger", describe(e)));
            return Optional.empty();
        }
    }

    /**
     * Runs a check. If the check throws an exception, returns the failure as its result, so that the other checks still
     * run.
     */
    private static SmokeCheckLine guarded(String name, Check check) throws InterruptedException {
        try {
            return check.run();
        } catch (RuntimeException e) {
            return failed(name, describe(e));
        }
    }

    private static String describe(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Waits for the response of a function. A function may legitimately take longer than a smoke check. */
    private static SmokeCheckLine await(FunctionDefinition row, Future<SmokeCheckLine> call, SmokeCheckDeadline end) {
        long millis = Math.max(1, end.left().toMillis());
        try {
            return call.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            String waited = "no response after %d s".formatted(TimeUnit.MILLISECONDS.toSeconds(millis));
            return row.timeout().toMillis() > millis
                    ? notChecked(
                            check(row),
                            "%s; the function may take up to %d minutes"
                                    .formatted(waited, row.timeout().toMinutes()))
                    : failed(check(row), waited);
        } catch (ExecutionException e) {
            return failed(check(row), String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return notChecked(check(row), "interrupted");
        }
    }

    private static String check(FunctionDefinition row) {
        return "function " + row.name();
    }

    private static FunctionDefinition row(String name) {
        return FunctionDefinitions.rows().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SmokeCheckLine call(FunctionDefinition row) {
        InvokeResponse response = invoke(row.name(), event(row));
        JsonNode result = read(response.payload().asUtf8String());
        if (response.functionError() != null) {
            return REJECTING.contains(row.name())
                    ? passed(check(row), "rejects an empty request")
                    : failed(
                            check(row),
                            // The exception's message can contain tenant data.
                            "returned an error: %s; read log group /%s/%s"
                                    .formatted(
                                            result.path("errorType").asString("unknown"),
                                            installation.deployment().prefix(),
                                            row.name()));
        }
        return switch (row.name()) {
            case PLAN -> planned(check(row), result);
            case SEAL ->
                result.path("size").asLong() > 0
                        ? passed(check(row), result.toString())
                        : failed(check(row), "reports a ledger without entries: " + result);
            default -> passed(check(row), "responds");
        };
    }

    private static SmokeCheckLine planned(String check, JsonNode result) {
        boolean complete =
                result.path("partitions").asInt() > 0 && result.path("problems").isEmpty();
        return complete ? passed(check, result.toString()) : failed(check, "did not plan everything: " + result);
    }

    private InvokeResponse invoke(String function, String event) {
        return ports.lambda()
                .invoke(request -> request.functionName(
                                installation.deployment().functionName(function))
                        .qualifier(ALIAS)
                        .payload(SdkBytes.fromUtf8String(event)));
    }

    private static JsonNode read(String json) {
        try {
            return ModelJson.mapper().readTree(json);
        } catch (JacksonException e) {
            throw new IllegalStateException("the response is not JSON", e);
        }
    }

    private String event(FunctionDefinition row) {
        Map<String, String> tenant = Map.of("tenant", installation.tenant().value());
        return switch (row.trigger()) {
            case FunctionTrigger.QueueMessages _, FunctionTrigger.TableChanges _ -> "{\"Records\":[]}";
            case FunctionTrigger.ConnectionSchedule _ ->
                ModelJson.write(Map.of(
                        "tenant",
                        installation.tenant().value(),
                        "connection",
                        installation.connections().getFirst().id().value(),
                        "time",
                        ports.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString()));
            case FunctionTrigger.Schedule _ -> {
                @Nullable String action = READING_ACTIONS.get(row.name());
                yield ModelJson.write(
                        action == null
                                ? tenant
                                : Map.of("tenant", installation.tenant().value(), "action", action));
            }
            case FunctionTrigger.HttpRequests _ ->
                "{\"version\":\"2.0\",\"routeKey\":\"$default\",\"rawPath\":\"/smoke\",\"rawQueryString\":\"\",\"headers\":{},"
                        + "\"requestContext\":{\"http\":{\"method\":\"GET\",\"path\":\"/smoke\"}},\"isBase64Encoded\":false}";
            case FunctionTrigger.PartnerEvents _ ->
                "{\"source\":\"grantkeeper.smoke\",\"detail-type\":\"smoke\",\"detail\":{}}";
            case FunctionTrigger.ExternalInvocation _, FunctionTrigger.FunctionInvocation _ -> "{}";
        };
    }

    /** Checks the routes, and returns whether a decision was made. If one was made, the ledger must record it. */
    private boolean checkRoutes(Options options, SmokeCheckDeadline end) throws InterruptedException {
        if (options.address().isEmpty()) {
            report.accept(notChecked("routes", "pass --address with the URL of the API, from the stack's outputs"));
            return false;
        }
        ApiProbe api = new ApiProbe(ports.http(), options.address().get(), end);
        report.accept(guarded(
                "metadata of decisions",
                () -> api.send(
                        "metadata of decisions",
                        Call.get("/.well-known/authzen-configuration"),
                        Expected.of("is public", 200))));
        report.accept(guarded(
                "decision without a key",
                () -> api.send("decision without a key", decision(Map.of()), Expected.of("is rejected", 401, 403))));
        WebhookProbe webhooks = new WebhookProbe(ports, api);
        for (Connection connection : installation.connections()) {
            checkWebhooks(webhooks, connection);
        }
        if (options.key().isEmpty()) {
            report.accept(notChecked("decision", "pass --key with a reference to the API key of a caller"));
            return false;
        }
        SmokeCheckLine decided = guarded(
                "decision",
                () -> api.send(
                        "decision",
                        decision(Map.of("X-API-Key", options.key().get().reveal())),
                        Expected.of("an unknown agent is denied", 200).withBody(SmokeCheck::denies)));
        report.accept(decided);
        return decided.result() == SmokeCheckLine.Result.PASSED;
    }

    private void checkWebhooks(WebhookProbe webhooks, Connection connection) throws InterruptedException {
        try {
            webhooks.check(connection).forEach(report);
        } catch (RuntimeException e) {
            report.accept(failed("webhooks of " + connection.id(), describe(e)));
        }
    }

    private Call decision(Map<String, String> headers) {
        return Call.post(
                "/access/v1/evaluation",
                headers,
                ModelJson.write(Map.of(
                        "subject", Map.of("type", "agent", "id", AGENT),
                        "action", Map.of("name", "check"),
                        "resource",
                                Map.of(
                                        "type",
                                        "installation",
                                        "id",
                                        installation.tenant().value()))));
    }

    private static boolean denies(String body) {
        JsonNode decision = read(body).path("decision");
        return decision.isBoolean() && !decision.asBoolean();
    }

    /**
     * Invokes {@code alert-owner} to send a test alert. The function uses its own role, its own secrets and the
     * configured channels.
     */
    private SmokeCheckLine alert(Optional<String> recipient) {
        if (recipient.isEmpty()) {
            return notChecked("alert", "pass --to with the address of a test mailbox");
        }
        InvokeResponse response = invoke(
                "alert-owner",
                ModelJson.write(Map.of(
                        "Records",
                        List.of(Map.of(
                                "messageId",
                                "smoke",
                                "eventSource",
                                "grantkeeper:test-alert",
                                "body",
                                recipient.get())))));
        return response.functionError() == null
                ? passed("alert", "sent to %s; check that it arrives".formatted(recipient.get()))
                : failed(
                        "alert",
                        read(response.payload().asUtf8String())
                                .path("errorMessage")
                                .asString("not sent; read the log group of alert-owner"));
    }
}
