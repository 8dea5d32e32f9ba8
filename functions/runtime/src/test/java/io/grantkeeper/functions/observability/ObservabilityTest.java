package io.grantkeeper.functions.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.json.ModelJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ObservabilityTest {
    private static final String ROOT = "1-67891233-abcdef012345678912345678";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LogOutput console = new LogOutput(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            Clock.fixed(Instant.parse("2026-11-05T07:08:09.045Z"), ZoneOffset.UTC));

    @Test
    void logsMessageAsOneJsonObjectWithCorrelationId() {
        JsonLogger log = new JsonLogger("Hear", console);
        CorrelationId.ofTrace("Root=" + ROOT + ";Sampled=1", "request-1")
                .run(() -> log.log(Level.WARNING, "{0} of {1} \"quoted\"\n\u2028{2}", "one", 2, null));
        assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(1);
        JsonNode line = lines().getFirst();
        assertThat(line.path("timestamp").asString()).isEqualTo("2026-11-05T07:08:09.045Z");
        assertThat(line.path("level").asString()).isEqualTo("WARN");
        assertThat(line.path("message").asString()).isEqualTo("one of 2 \"quoted\"\n\u2028null");
        assertThat(line.path("correlation").asString()).isEqualTo(ROOT);
        assertThat(line.path("AWSRequestId").asString()).isEqualTo("request-1");
    }

    @Test
    void omitsExceptionMessageFromLog() {
        new JsonLogger("Hear", console).log(Level.ERROR, "failed", new IllegalStateException("canary"));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("java.lang.IllegalStateException", "ObservabilityTest")
                .doesNotContain("canary");
    }

    @Test
    void logsMessageFromSupplierUnchanged() {
        new JsonLogger("Hear", console).log(Level.ERROR, () -> "kept {\"a\":{0}}");
        new JsonLogger("Hear", console).log(Level.ERROR, () -> "failed {0}", new IllegalStateException("canary"));
        assertThat(lines())
                .extracting(line -> line.path("message").asString())
                .containsExactly("kept {\"a\":{0}}", "failed {0}");
    }

    @Test
    void logsNothingBelowInfoLevel() {
        new JsonLogger("Hear", console).log(Level.DEBUG, "detail");
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Root=", "Self=1-2-3", "Root=1-2-3\n{\"level\":\"ERROR\"}", "Root=\"; drop"})
    void generatesCorrelationIdIfTraceHeaderIsInvalid(String header) {
        assertThat(CorrelationId.ofTrace(header, "r").id()).matches("1-[0-9a-f]{8}-[0-9a-f]{24}");
    }

    @Test
    void preservesCorrelationIdOfOriginatingWork() {
        CorrelationId running = CorrelationId.ofTrace("Root=" + ROOT, "r");
        assertThat(running.of("1-11111111-222222222222222222222222").id()).startsWith("1-1111");
        assertThat(running.of("no id\n").id()).isEqualTo(ROOT);
        assertThat(running.of("").id()).isEqualTo(ROOT);
    }

    @Test
    void writesMetricTotalsOnceAtEnd() {
        CorrelationId.ofTrace("Root=" + ROOT, "r")
                .call(() -> EmbeddedMetrics.collectDuring("detect-changes", console, () -> {
                    EmbeddedMetrics.count(MetricName.FINDINGS, 1, "high");
                    EmbeddedMetrics.count(MetricName.FINDINGS, 2, "high");
                    EmbeddedMetrics.count(MetricName.FINDINGS, 1, "low");
                    EmbeddedMetrics.count(MetricName.LEDGER_LAG, 7);
                    EmbeddedMetrics.count(MetricName.LEDGER_LAG, 3);
                    assertThat(out.size()).isZero();
                    return "done";
                }));
        JsonNode high = lines().getFirst();
        assertThat(high.path("Findings").asInt()).isEqualTo(3);
        assertThat(high.path("severity").asString()).isEqualTo("high");
        assertThat(high.path("function").asString()).isEqualTo("detect-changes");
        assertThat(high.path("correlation").asString()).isEqualTo(ROOT);
        JsonNode directive = high.path("_aws").path("CloudWatchMetrics").path(0);
        assertThat(high.path("_aws").path("Timestamp").asLong())
                .isEqualTo(Instant.parse("2026-11-05T07:08:09.045Z").toEpochMilli());
        assertThat(directive.path("Namespace").asString()).isEqualTo("Grantkeeper");
        assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"function\",\"severity\"]]");
        assertThat(directive.path("Metrics").toString()).isEqualTo("[{\"Name\":\"Findings\",\"Unit\":\"Count\"}]");
        assertThat(lines()).hasSize(4);
        assertThat(lines().get(2).path("LedgerLag").asInt()).isEqualTo(7);
        assertThat(lines().get(3).has("Latency")).isTrue();
    }

    @Test
    void writesMetricsOfFailedInvocation() {
        assertThatThrownBy(() -> EmbeddedMetrics.collectDuring("f", console, () -> {
                    EmbeddedMetrics.count(MetricName.DEAD_LETTERS, 1, "sync-access");
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        assertThat(lines().getFirst().path("DeadLetters").asInt()).isEqualTo(1);
    }

    @Test
    void rejectsMetricWithMissingDimensions() {
        assertThatThrownBy(() -> EmbeddedMetrics.count(MetricName.DECISIONS, 1, "deny"))
                .hasMessageContaining("[verdict, stage]");
    }

    private List<JsonNode> lines() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> ModelJson.mapper().readTree(line))
                .toList();
    }
}
