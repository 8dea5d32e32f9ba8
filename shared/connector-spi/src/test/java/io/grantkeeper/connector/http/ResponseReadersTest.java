package io.grantkeeper.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.grantkeeper.connector.ConnectorException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReadersTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Nested
    class RateLimits {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "30|30",
                    "0|1",
                    "1.2|2",
                    "Tue, 24 Nov 2026 12:01:00 GMT|60",
                    "1795521660|60",
                    "1795521660000|60",
                    "2026-11-24T13:02:00+01:00|120",
                    "2026-11-24T11:00:00Z|1",
                    "6m0s|360",
                    "250ms|1",
                    "99999999|86400"
                })
        void parsesEveryFormatOfWaitTime(String value, long seconds) {
            assertThat(RateLimitHeaders.timeUntil(answer("x-reset", value), "x-reset", NOW))
                    .contains(Duration.ofSeconds(seconds));
        }

        @ParameterizedTest
        @ValueSource(strings = {"soon", "-5", "NaN", "", "1h2x"})
        void ignoresUnreadableRetryAfterValues(String value) {
            assertThat(RateLimitHeaders.retryAfter(answer("retry-after", value), NOW))
                    .isEmpty();
        }

        @Test
        void parsesRetryAfterInMilliseconds() {
            assertThat(RateLimitHeaders.retryAfter(answer("retry-after-ms", "1500"), NOW))
                    .contains(Duration.ofSeconds(2));
            assertThat(RateLimitHeaders.remaining(answer("x-ratelimit-remaining", "0"), "x-ratelimit-remaining"))
                    .contains(0L);
        }
    }

    @Nested
    class LinkHeaders {
        @Test
        void findsLinkToNextPage() throws ConnectorException {
            var response = answer("link", "<https://a.example/x?p=1>; rel=\"prev\", </y?a=1,2&p=3>; rel=\"next last\"");
            assertThat(LinkHeader.next(response)).contains(URI.create("https://a.example/y?a=1,2&p=3"));
            assertThat(LinkHeader.of(response, "first")).isEmpty();
            assertThat(LinkHeader.next(answer("other", "x"))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"https://a.example/x; rel=next", "<https://a.example/x; rel=\"next\"", "<ht tp:>; rel=next"})
        void rejectsUnreadableLinkInsteadOfEndingListing(String header) {
            assertThatThrownBy(() -> LinkHeader.next(answer("link", header))).isInstanceOf(ConnectorException.class);
        }

        @Test
        void rejectsLongUnreadableHeaderInLinearTime() {
            for (String header : List.of(
                    " ".repeat(16 * 1024 - 1) + "x",
                    "<https://a.example/x>" + " ".repeat(15 * 1024) + "x",
                    "<https://a.example/x>" + "; a".repeat(5 * 1024) + "\"",
                    "<https://a.example/x>; rel=next".repeat(10 * 1024))) {
                // The CPU time of the thread does not depend on what else the machine does.
                long nanos = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                    assertThatThrownBy(() -> LinkHeader.of(answer("link", header), "other"))
                            .isInstanceOf(ConnectorException.class);
                    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                });
                assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(1));
            }
        }
    }

    @Nested
    class Json {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2026-11-24T12:00:00Z",
                    "2026-11-24t12:00:00.000z",
                    "2026-11-24T12:00Z",
                    "2026-11-24T14:00:00+02:00",
                    "2026-11-24T14:00:00+0200",
                    "2026-11-24T14:00:00.0000000+02",
                    "2026-11-25T02:00:00+14:00",
                    "2026-11-24T06:15:00-05:45"
                })
        void parsesTimesWithAnyOffset(String time) throws ConnectorException {
            assertThat(JsonNodeReader.of("x", "{\"at\":\"%s\"}".formatted(time).getBytes(StandardCharsets.UTF_8))
                            .instant("at"))
                    .isEqualTo(NOW);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2026-11-24T12:00:00", "2026-11-24", "24 Nov 2026", "2026-02-30T00:00:00Z", ""})
        void rejectsAmbiguousTimes(String time) throws ConnectorException {
            JsonNodeReader body =
                    JsonNodeReader.of("x", "{\"at\":\"%s\"}".formatted(time).getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> body.instant("at")).isInstanceOf(ConnectorException.class);
        }

        @Test
        void readsMembersByName() throws ConnectorException {
            JsonNodeReader body = json(
                    "{\"id\":7,\"n\":\"12\",\"s\":[\"a\"],\"on\":true,\"at\":\"2026-11-24T01:00:00+01:00\",\"no\":null}");
            assertThat(body.id("id")).isEqualTo("7");
            assertThat(body.number("n")).isEqualTo(12);
            assertThat(body.texts("s")).containsExactly("a");
            assertThat(body.flag("on")).isTrue();
            assertThat(body.instant("at")).isEqualTo("2026-11-24T00:00:00Z");
            assertThat(body.optionalText("no")).isEmpty();
            assertThat(body.names()).contains("no");
        }

        @Test
        void reportsPathButNotContentOfUnexpectedValue() throws ConnectorException {
            JsonNodeReader body = json("{\"rows\":[{\"name\":\"canary\"},{\"name\":5}]}");
            JsonNodeReader row = body.list("rows").get(1);
            assertThatThrownBy(() -> row.text("name"))
                    .hasMessage("unexpected-response: GET a.example/list -> 200: expected a string at"
                            + " $.rows[1].name, found number");
            assertThatThrownBy(() -> body.list("rows").getFirst().number("name"))
                    .message()
                    .doesNotContain("canary");
            assertThatThrownBy(() -> row.text("gone")).hasMessageContaining("expected a value at $.rows[1].gone");
        }

        @ParameterizedTest
        @ValueSource(strings = {"<html>canary</html>", "", "{\"canary\":", "{} canary"})
        void rejectsInvalidJson(String text) {
            assertThatThrownBy(() -> json(text))
                    .isInstanceOf(ConnectorException.class)
                    .hasMessageContaining("expected JSON")
                    .message()
                    .doesNotContain("canary");
        }
    }

    private static JsonNodeReader json(String text) throws ConnectorException {
        return JsonNodeReader.of(
                new ProviderResponse(answer("a", "b").request(), 200, Map.of(), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ProviderResponse answer(String header, String value) {
        return new ProviderResponse(
                ProviderRequest.get(URI.create("https://a.example/list"), "core", "token"),
                200,
                Map.of(header, List.of(value)),
                new byte[0]);
    }
}
