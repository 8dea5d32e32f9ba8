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

    /** From the alarm over its topic and the topic's policy to the key: where one of them is silent, all alarms are. */
    @Test
    void whatAnAlarmTellsArrives() {
        Synthesised acme = Synthesised.of("acme");
        alarms.forEach((name, alarm) -> {
            String topic = alarm.at("/AlarmActions/0/Ref").asString();
            assertThat(allowed(policyOf(acme, topic), "sns:Publish"))
                    .as("who may publish to the topic of %s", name)
                    .singleElement()
                    .matches(AlarmsTest::isForAlarmsOfTheAccount);
            JsonNode key = acme.resources("AWS::SNS::Topic").get(topic).at("/Properties/KmsMasterKeyId");
            JsonNode keyPolicy = acme.imported(key).at("/Properties/KeyPolicy");
            for (String action : List.of("kms:Decrypt", "kms:GenerateDataKey")) {
                assertThat(allowed(keyPolicy, action))
                        .as("who may use the key of the topic of %s", name)
                        .anyMatch(AlarmsTest::isForAlarmsOfTheAccount);
            }
        });
    }

    private static JsonNode policyOf(Synthesised made, String topic) {
        return made.resources("AWS::SNS::TopicPolicy").values().stream()
                .filter(policy ->
                        policy.at("/Properties/Topics/0/Ref").asString().equals(topic))
                .findFirst()
                .orElseThrow()
                .at("/Properties/PolicyDocument");
    }

    private static List<JsonNode> allowed(JsonNode policy, String action) {
        return policy.path("Statement").values().stream()
                .filter(statement -> statement.path("Effect").asString().equals("Allow"))
                .filter(statement -> statement.path("Action").toString().contains('"' + action + '"'))
                .toList();
    }

    private static boolean isForAlarmsOfTheAccount(JsonNode statement) {
        return statement.at("/Principal/Service").toString().contains("\"cloudwatch.amazonaws.com\"")
                && statement
                        .at("/Condition/StringEquals/aws:SourceAccount/Ref")
                        .asString()
                        .equals("AWS::AccountId");
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
