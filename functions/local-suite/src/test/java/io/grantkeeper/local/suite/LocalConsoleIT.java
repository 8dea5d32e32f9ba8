package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.identity.TenantId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the console of a local suite over HTTP, with embedded DynamoDB. */
class LocalConsoleIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpResponse<String> get(URI url, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        headers.forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void opensWithPrintedLinkAndShowsStoredData() throws Exception {
        DecideDependencies decisions = new DecideDependencies(new TenantId("acme"), DecideConfig.standard(), List.of());
        try (LocalSuite suite = LocalSuite.start(LocalSuiteOptions.deciding(decisions, Optional.empty()))) {
            URI base = suite.address().orElseThrow();
            assertThat(get(base.resolve("/api/v1/queue"), Map.of()).statusCode())
                    .isEqualTo(401);

            HttpResponse<String> opened = get(suite.consoleLink(), Map.of());
            assertThat(opened.statusCode()).isEqualTo(303);
            assertThat(opened.headers().firstValue("location")).contains("/console/");
            String cookie = opened.headers().allValues("set-cookie").getFirst().split(";", 2)[0];

            for (String path : List.of(
                    "/session",
                    "/queue",
                    "/identities",
                    "/findings",
                    "/products",
                    "/approvals",
                    "/questions",
                    "/reviews",
                    "/policies",
                    "/decisions",
                    "/coverage",
                    "/exports/paths")) {
                HttpResponse<String> response = get(base.resolve("/api/v1" + path), Map.of("cookie", cookie));
                assertThat(response.statusCode())
                        .as(path + ": " + response.body())
                        .isEqualTo(200);
            }
            assertThat(get(base.resolve("/console/"), Map.of()).statusCode()).isEqualTo(200);
        }
    }
}
