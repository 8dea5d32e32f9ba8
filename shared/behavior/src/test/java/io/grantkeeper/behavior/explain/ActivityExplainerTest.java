package io.grantkeeper.behavior.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.PlaceDatabase;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import io.grantkeeper.connector.activity.ActivityRowReader;
import io.grantkeeper.connector.activity.UnreadableRowException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ActivityExplainerTest {
    private final ActivityExplainer explainer = new ActivityExplainer(
            Map.of("okta", new OneLog()),
            new PlaceDatabase(),
            Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC));

    /** Maps a log whose rows have a time and an address. */
    private static final class OneLog implements ActivityMapper {
        @Override
        public Set<String> streams() {
            return Set.of("log");
        }

        @Override
        public Set<String> idKinds() {
            return Set.of("app");
        }

        @Override
        public Activity map(String stream, JsonNode row) throws UnreadableRowException {
            ActivityParty app = ActivityParty.of(ActivityParty.Kind.APP, "app/a", "App");
            return new Activity(
                    "",
                    ActivityRowReader.time(row, "at"),
                    app,
                    app,
                    ActivityPerson.NONE,
                    "",
                    "call",
                    ActivityClass.OTHER,
                    "",
                    new ActivityPlace(ActivityRowReader.text(row, "ip"), 0, "", ""),
                    "",
                    ActivityOutcome.SUCCEEDED,
                    0,
                    List.of());
        }
    }

    private String answer(String line) {
        return explainer.answer(explainer.read(7, line));
    }

    private static String line(String row) {
        return "{\"provider\":\"okta\",\"stream\":\"log\",\"connection\":\"a\",\"row\":%s}".formatted(row);
    }

    @Test
    void namesSubjectOfRowWithoutSignals() {
        assertThat(answer(line("{\"at\":\"2026-03-02T09:00:00+02:00\",\"ip\":\"192.0.2.1\"}")))
                .isEqualTo("{\"subject\":\"okta:app/a\",\"signals\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | the line is not valid JSON",
                "[] | the line must be a JSON object",
                "{} | provider is missing",
                "{\"provider\":\"aws\"} | provider 'aws' is unknown; use one of okta",
                "{\"provider\":\"okta\",\"stream\":\"x\"} | stream 'x' of okta is unknown; use one of log",
                "{\"provider\":\"okta\",\"stream\":\"log\"} | row must be an object",
                "{\"provider\":\"okta\",\"stream\":\"log\",\"row\":{}} | at is missing",
                "{\"provider\":\"okta\",\"stream\":\"log\",\"row\":{\"at\":\"2031-01-01T00:00:00Z\"}} | in the future",
            })
    void namesFaultOfUnreadableLine(String line, String fault) {
        assertThat(answer(line)).contains("\"signals\":[]", "\"line\":7", fault);
    }

    @Test
    void readsRowWithBytesThatAreNotUtf8() {
        byte[] line = line("{\"at\":\"2026-03-02T09:00:00Z\",\"x\":\"?\"}").getBytes(StandardCharsets.US_ASCII);
        line[line.length - 4] = (byte) 0xE4;
        assertThat(explainer.answer(explainer.read(7, line))).isEqualTo("{\"subject\":\"okta:app/a\",\"signals\":[]}");
        assertThat(explainer.answer(explainer.read(7, "nonsense".getBytes(StandardCharsets.US_ASCII))))
                .contains("the line is not valid JSON", "\"line\":7");
    }

    @Test
    void judgesRowWithoutPlaceIfAddressIsInvalid() {
        assertThat(answer(line("{\"at\":\"2026-03-02T09:00:00Z\",\"ip\":\"300.1.1.1\"}")))
                .contains("\"subject\":\"okta:app/a\"", "not an IP address");
    }

    @Test
    void readsRowOfOneMegabyte() {
        assertThat(answer(line("{\"at\":\"2026-03-02T09:00:00Z\",\"x\":\"%s\"}".formatted("x".repeat(1 << 20)))))
                .isEqualTo("{\"subject\":\"okta:app/a\",\"signals\":[]}");
    }

    @Test
    void continuesAfterDeeplyNestedRow() {
        assertThat(answer(line("[".repeat(5_000) + "]".repeat(5_000)))).contains("\"fault\"");
        assertThat(answer(line("{\"at\":\"2026-03-02T09:00:00Z\"}"))).contains("\"signals\":[]");
    }

    @Test
    void acceptsFutureRowsAfterSecondRowConfirmsTheirTime() {
        assertThat(answer(line("{\"at\":\"2026-06-01T09:00:00Z\"}"))).contains("in the future");
        assertThat(answer(line("{\"at\":\"2026-06-01T09:00:00Z\"}")))
                .as("the same row again confirms nothing")
                .contains("in the future");
        assertThat(answer(line("{\"at\":\"2026-06-01T09:05:00Z\"}")))
                .contains("\"signals\":[]")
                .doesNotContain("fault");
        assertThat(answer(line("{\"at\":\"2026-06-01T09:10:00Z\"}"))).doesNotContain("fault");
    }

    @Test
    void rejectsFutureRowsAfterRowWithPlausibleTime() {
        assertThat(answer(line("{\"at\":\"2026-03-01T09:00:00Z\"}"))).doesNotContain("fault");
        assertThat(answer(line("{\"at\":\"2031-01-01T00:00:00Z\"}"))).contains("in the future");
        assertThat(answer(line("{\"at\":\"2031-01-01T00:05:00Z\"}"))).contains("in the future");
        assertThat(answer(line("{\"at\":\"2026-03-01T09:05:00Z\"}"))).doesNotContain("fault");
    }
}
