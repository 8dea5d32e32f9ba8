package io.grantkeeper.infra.deploy;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.functions.FunctionTrigger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import tools.jackson.databind.JsonNode;

/**
 * Checks a deployed installation: calls each function with an event that changes nothing or does what its schedule
 * does, starts a sweep, probes the public routes, sends an email, and seals the ledger.
 */
final class SmokeCheck {
    private static final String ALIAS = "live";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** The longest timeout of a function. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /**
     * The actions that the check requests because they only read, keyed by the name of the function that accepts the
     * action.
     */
    private static final Map<String, String> READING_ACTIONS = Map.of("climb-ladder", "list", "enforce", "status");

    /**
     * The functions that reject a request that they cannot verify. For them, an error is the correct response to an
     * empty request.
     */
    private static final Set<String> REJECTING = Set.of("settle-on-call");

    private final InstallationConfig installation;
    private final LambdaClient lambda;
    private final Supplier<SesV2Client> ses;
    private final HttpClient http;
    private final Clock clock;

    /** The result of one check. */
    enum Result {
        PASSED,
        FAILED,
        NOT_CHECKED
    }

    /**
     * A line of the report.
     *
     * @param detail what was observed or what to do
     */
    record Line(Result result, String check, String detail) {
        @Override
        public String toString() {
            String word =
                    switch (result) {
                        case PASSED -> "passed";
                        case FAILED -> "FAILED";
                        case NOT_CHECKED -> "not checked";
                    };
            return "%-11s  %-32s  %s".formatted(word, check, detail);
        }
    }

    SmokeCheck(
            InstallationConfig installation,
            LambdaClient lambda,
            Supplier<SesV2Client> ses,
            HttpClient http,
            Clock clock) {
        this.installation = installation;
        this.lambda = lambda;
        this.ses = ses;
        this.http = http;
        this.clock = clock;
    }

    /** Returns the checks of an installation in AWS, with the credentials of the environment. */
    static SmokeCheck inAws(InstallationConfig installation) {
        Region region = installation
                .deployment()
                .region()
                .map(Region::of)
                .orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion());
        AwsSignIn credentials = new AwsSignIn();
        return new SmokeCheck(
                installation,
                LambdaClient.builder()
                        .region(region)
                        .credentialsProvider(credentials)
                        .httpClient(UrlConnectionHttpClient.builder()
                                .socketTimeout(LONGEST)
                                .build())
                        .build(),
                () -> SesV2Client.builder()
                        .region(region)
                        .credentialsProvider(credentials)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                HttpClient.newHttpClient(),
                Clock.systemUTC());
    }

    /**
     * Runs all checks. A failure does not stop the others.
     *
     * @param address the base URL of the HTTP API; empty to skip the public routes
     * @param recipient the address to send a test email to; empty to send none
     */
    List<Line> run(Optional<URI> address, Optional<String> recipient) {
        List<Line> lines = new ArrayList<>();
        for (FunctionDefinition row : FunctionDefinitions.rows()) {
            lines.add(call(row));
        }
        if (address.isEmpty()) {
            lines.add(new Line(
                    Result.NOT_CHECKED,
                    "public routes",
                    "pass --address with the URL of the API, from the outputs of the stack"));
        } else {
            String base = address.get().toString().replaceAll("/$", "");
            lines.add(probe("decision API metadata", "GET", base + "/.well-known/authzen-configuration", Set.of(200)));
            lines.add(probe("decision without a key", "POST", base + "/access/v1/evaluation", Set.of(401, 403)));
            installation
                    .connections()
                    .forEach(connection -> lines.add(probe(
                            "forged webhook for " + connection.id(),
                            "POST",
                            "%s/webhooks/%s/%s".formatted(base, installation.tenant(), connection.id()),
                            Set.of(400, 401, 403, 404))));
        }
        lines.add(mail(recipient));
        return lines;
    }

    private Line call(FunctionDefinition row) {
        String check = "function " + row.name();
        try {
            InvokeResponse response = lambda.invoke(
                    request -> request.functionName(installation.deployment().functionName(row.name()))
                            .qualifier(ALIAS)
                            .payload(SdkBytes.fromUtf8String(event(row))));
            String body = response.payload().asUtf8String();
            if (response.functionError() != null) {
                return REJECTING.contains(row.name())
                        ? new Line(Result.PASSED, check, "rejects an empty request")
                        : new Line(
                                Result.FAILED,
                                check,
                                "returned an error: %s; read log group /%s/%s"
                                        .formatted(
                                                errorType(body),
                                                installation.deployment().prefix(),
                                                row.name()));
            }
            return switch (row.name()) {
                case "plan-sweep" ->
                    judge(check, body, result -> result.path("partitions").asInt() > 0, "a sweep without partitions");
                case "seal-ledger" ->
                    judge(check, body, result -> result.path("size").asLong() > 0, "a ledger without entries");
                default -> new Line(Result.PASSED, check, "responds");
            };
        } catch (SdkException e) {
            return new Line(Result.FAILED, check, onOneLine(e));
        }
    }

    private static Line judge(String check, String body, Predicate<JsonNode> expected, String otherwise) {
        JsonNode result = ModelJson.mapper().readTree(body);
        return expected.test(result)
                ? new Line(Result.PASSED, check, result.toString())
                : new Line(Result.FAILED, check, "reports %s: %s".formatted(otherwise, result));
    }

    /** Returns the exception's class; its message can contain tenant data. */
    private static String errorType(String body) {
        return ModelJson.mapper().readTree(body).path("errorType").asString("unknown");
    }

    private String event(FunctionDefinition row) {
        return switch (row.trigger()) {
            case FunctionTrigger.QueueMessages _, FunctionTrigger.TableChanges _ -> "{\"Records\":[]}";
            case FunctionTrigger.ConnectionSchedule _ ->
                ModelJson.write(Map.of(
                        "tenant", installation.tenant().value(),
                        "connection", installation.connections().getFirst().id().value(),
                        "time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
            case FunctionTrigger.Schedule _ ->
                READING_ACTIONS.containsKey(row.name())
                        ? ModelJson.write(Map.of(
                                "tenant", installation.tenant().value(), "action", READING_ACTIONS.get(row.name())))
                        : ModelJson.write(Map.of("tenant", installation.tenant().value()));
            case FunctionTrigger.HttpRequests _ ->
                "{\"version\":\"2.0\",\"routeKey\":\"$default\",\"rawPath\":\"/smoke\",\"rawQueryString\":\"\",\"headers\":{},"
                        + "\"requestContext\":{\"http\":{\"method\":\"GET\",\"path\":\"/smoke\"}},\"isBase64Encoded\":false}";
            case FunctionTrigger.PartnerEvents _ ->
                "{\"source\":\"grantkeeper.smoke\",\"detail-type\":\"smoke\",\"detail\":{}}";
            case FunctionTrigger.ExternalInvocation _, FunctionTrigger.FunctionInvocation _ -> "{}";
        };
    }

    private Line probe(String check, String method, String url, Set<Integer> expected) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(TIMEOUT)
                    .header("content-type", "application/json")
                    .method(
                            method,
                            method.equals("GET")
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return new Line(
                    expected.contains(status) ? Result.PASSED : Result.FAILED, check, "answered %d".formatted(status));
        } catch (IOException e) {
            return new Line(
                    Result.FAILED,
                    check,
                    "no response from %s: %s".formatted(url, e.getClass().getSimpleName()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Line(Result.NOT_CHECKED, check, "interrupted");
        }
    }

    private Line mail(Optional<String> recipient) {
        String check = "email";
        Optional<String> from = installation.sesSender();
        if (recipient.isEmpty()) {
            return new Line(Result.NOT_CHECKED, check, "pass --to with the address of a test mailbox");
        }
        if (from.isEmpty()) {
            return new Line(Result.NOT_CHECKED, check, "the configuration sends through an SMTP server, not SES");
        }
        try {
            String id = ses.get()
                    .sendEmail(request -> request.fromEmailAddress(from.get())
                            .destination(to -> to.toAddresses(recipient.get()))
                            .content(content -> content.simple(
                                    message -> message.subject(subject -> subject.data("Grantkeeper test"))
                                            .body(body -> body.text(text -> text.data(
                                                    "This is a test of the installation. No action is needed."))))))
                    .messageId();
            return new Line(Result.PASSED, check, "SES accepted message %s; check that it arrives".formatted(id));
        } catch (SdkException e) {
            return new Line(Result.FAILED, check, onOneLine(e));
        }
    }

    private static String onOneLine(SdkException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s++", " ");
    }
}
