package io.grantkeeper.infra.stacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.infra.functions.FunctionTable;
import io.grantkeeper.infra.functions.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An alarm says what happened and what to do, and somebody hears it. */
class AlarmsTest {
    private final Map<String, JsonNode> alarms = Synthesised.of("acme").byName("AWS::CloudWatch::Alarm", "AlarmName");

    @Test
    void everyAlarmTellsSomebodyAndSaysWhatToDo() throws IOException {
        String operations = Files.readString(Repository.ROOT.resolve("docs/operations.md"), UTF_8);
        assertThat(alarms).isNotEmpty();
        alarms.forEach((name, alarm) -> {
            assertThat(alarm.path("AlarmActions").size()).as(name).isEqualTo(1);
            assertThat(alarm.path("OKActions").size()).as(name).isEqualTo(1);
            String description = alarm.path("AlarmDescription").asString();
            assertThat(description).as(name).contains("docs/operations.md#");
            String heading = description.substring(description.indexOf('#') + 1);
            assertThat(operations).as("the heading of %s", name).contains("\n### " + heading + "\n");
        });
    }

    @Test
    void operationsSpeakOfEveryAlarmAndOfNoOther() throws IOException {
        String alarmsOfOperations = Files.readString(Repository.ROOT.resolve("docs/operations.md"), UTF_8)
                .split("\n## Alarms\n", -1)[1];
        List<String> described = Pattern.compile("(?m)^### (.+)$")
                .matcher(alarmsOfOperations)
                .results()
                .map(heading -> heading.group(1))
                .toList();
        assertThat(described)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(alarms.values().stream()
                        .map(alarm -> alarm.path("AlarmDescription").asString())
                        .map(description -> description.substring(description.indexOf('#') + 1))
                        .distinct()
                        .toList());
    }

    @Test
    void whatFunctionsCountThemselvesIsOfThisInstallation() {
        JsonNode paused = alarms.get("grantkeeper-connection-paused-okta");
        assertThat(paused.path("Namespace").asString()).isEqualTo("Grantkeeper");
        assertThat(paused.path("Dimensions").toString())
                .contains("{\"Name\":\"function\",\"Value\":\"grantkeeper-plan-sweep\"}")
                .contains("{\"Name\":\"provider\",\"Value\":\"okta\"}");
        assertThat(alarms)
                .containsKeys(
                        "grantkeeper-not-permitted", "grantkeeper-decisions-failing", "grantkeeper-ledger-behind");
    }

    @Test
    void everyFunctionAndEveryQueueWhereMessagesEndIsWatched() {
        FunctionTable.rows()
                .forEach(row -> assertThat(alarms)
                        .containsKeys(
                                "grantkeeper-function-fails-" + row.name(),
                                "grantkeeper-function-held-back-" + row.name()));
        assertThat(alarms)
                .containsKeys(
                        "grantkeeper-dead-letters-sync",
                        "grantkeeper-dead-letters-alert",
                        "grantkeeper-queue-behind-sync",
                        "grantkeeper-stream-behind-detect-changes",
                        "grantkeeper-parked-messages",
                        "grantkeeper-undelivered");
    }

    @Test
    void silenceOfTheLedgerIsAnAlarmToo() {
        JsonNode alarm = alarms.get("grantkeeper-ledger-not-sealed");
        assertThat(alarm.path("TreatMissingData").asString()).isEqualTo("breaching");
        assertThat(alarm.path("ComparisonOperator").asString()).isEqualTo("LessThanThreshold");
    }
}
