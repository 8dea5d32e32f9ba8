package io.grantkeeper.infra.stacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.functions.FunctionTrigger;
import io.grantkeeper.infra.functions.ProjectFiles;
import io.grantkeeper.policy.PolicyStage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests that every alarm says what happened and what to do, and notifies someone. */
class AlarmsTest {
    private final Map<String, JsonNode> alarms =
            SynthesizedTemplates.of("acme").byName("AWS::CloudWatch::Alarm", "AlarmName");

    @Test
    void linksEveryAlarmToTopicAndToSectionOfOperationsDocument() throws IOException {
        String operations = Files.readString(ProjectFiles.ROOT.resolve("docs/operations.md"), UTF_8);
        assertThat(alarms).isNotEmpty();
        alarms.forEach((name, alarm) -> {
            assertThat(alarm.path("AlarmActions").size()).as(name).isEqualTo(1);
            assertThat(alarm.path("OKActions").size()).as(name).isEqualTo(1);
            String description = alarm.path("AlarmDescription").asString();
            assertThat(description).as(name).contains("docs/operations.md#");
            String heading = description.substring(description.indexOf('#') + 1);
            assertThat(operations).as("heading of %s", name).contains("\n### " + heading + "\n");
        });
    }

    /**
     * Checks the permissions on the path from each alarm to its topic: the topic's policy and the policy of the key
     * that encrypts the topic. One missing permission would silence every alarm.
     */
    @Test
    void allowsAlarmsToPublishToEncryptedTopic() {
        SynthesizedTemplates acme = SynthesizedTemplates.of("acme");
        alarms.forEach((name, alarm) -> {
            String topic = alarm.at("/AlarmActions/0/Ref").asString();
            assertThat(allowed(policyOf(acme, topic), "sns:Publish"))
                    .as("principals that may publish to the topic of %s", name)
                    .singleElement()
                    .matches(AlarmsTest::allowsAlarmsOfTheAccount);
            JsonNode key = acme.resources("AWS::SNS::Topic").get(topic).at("/Properties/KmsMasterKeyId");
            JsonNode keyPolicy = acme.resolveImport(key).at("/Properties/KeyPolicy");
            for (String action : List.of("kms:Decrypt", "kms:GenerateDataKey")) {
                assertThat(allowed(keyPolicy, action))
                        .as("principals that may use the key of the topic of %s", name)
                        .anyMatch(AlarmsTest::allowsAlarmsOfTheAccount);
            }
        });
    }

    private static JsonNode policyOf(SynthesizedTemplates made, String topic) {
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

    private static boolean allowsAlarmsOfTheAccount(JsonNode statement) {
        return statement.at("/Principal/Service").toString().contains("\"cloudwatch.amazonaws.com\"")
                && statement
                        .at("/Condition/StringEquals/aws:SourceAccount/Ref")
                        .asString()
                        .equals("AWS::AccountId");
    }

    @Test
    void definesExactlyTheAlarmsThatOperationsDocumentDescribes() throws IOException {
        String alarmsOfOperations = Files.readString(ProjectFiles.ROOT.resolve("docs/operations.md"), UTF_8)
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
    void watchesOnlyCustomMetricsOfThisInstallation() {
        JsonNode paused = alarms.get("grantkeeper-connection-paused-okta");
        assertThat(paused.path("Namespace").asString()).isEqualTo("Grantkeeper");
        assertThat(paused.path("Dimensions").toString())
                .contains("{\"Name\":\"function\",\"Value\":\"grantkeeper-plan-sweep\"}")
                .contains("{\"Name\":\"provider\",\"Value\":\"okta\"}");
        assertThat(alarms)
                .containsKeys(
                        "grantkeeper-not-permitted", "grantkeeper-decisions-failing", "grantkeeper-ledger-behind");
    }

    /** A failed decision is counted under the stage of the first policy that failed. Both functions make decisions. */
    @Test
    void countsFailedDecisionsOfBothFunctionsAndOfEveryStage() {
        JsonNode alarm = alarms.get("grantkeeper-decisions-failing");
        Set<String> counted = new TreeSet<>();
        for (JsonNode metric : alarm.path("Metrics").values()) {
            Map<String, String> dimensions = new TreeMap<>();
            metric.at("/MetricStat/Metric/Dimensions")
                    .values()
                    .forEach(each -> dimensions.put(
                            each.path("Name").asString(), each.path("Value").asString()));
            if (!dimensions.isEmpty()) {
                assertThat(dimensions).containsEntry("verdict", "failed");
                counted.add(dimensions.get("function") + " " + dimensions.get("stage"));
            }
        }
        Set<String> all = new TreeSet<>();
        for (String function : List.of("grantkeeper-decide", "grantkeeper-authorize-request")) {
            all.add(function + " none");
            for (PolicyStage stage : PolicyStage.values()) {
                all.add(function + " " + stage.code());
            }
        }
        assertThat(counted).isEqualTo(all).hasSizeLessThanOrEqualTo(10);
        assertThat(alarm.path("AlarmDescription").asString())
                .contains("/grantkeeper/decide and /grantkeeper/authorize-request");
    }

    @Test
    void createsAlarmsForEveryFunctionAndForDeadLetterAndParkingQueues() {
        FunctionDefinitions.rows()
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
    void raisesAlarmIfLedgerMetricHasNoData() {
        JsonNode alarm = alarms.get("grantkeeper-ledger-not-sealed");
        assertThat(alarm.path("TreatMissingData").asString()).isEqualTo("breaching");
        assertThat(alarm.path("ComparisonOperator").asString()).isEqualTo("LessThanThreshold");
    }

    /** The next scheduled invocation is up to a day away, so there cannot be a second failure within five minutes. */
    @Test
    void raisesAlarmAfterOneFailureOfScheduledFunction() {
        FunctionDefinitions.rows()
                .forEach(row -> assertThat(alarms.get("grantkeeper-function-fails-" + row.name())
                                .path("EvaluationPeriods")
                                .asInt())
                        .as(row.name())
                        .isEqualTo(
                                row.trigger() instanceof FunctionTrigger.Schedule
                                                || row.trigger() instanceof FunctionTrigger.ConnectionSchedule
                                        ? 1
                                        : 2));
    }

    /** The table's own metric of throttled writes excludes its indexes. */
    @Test
    void includesThrottledIndexWritesInTableAlarm() {
        JsonNode metrics = alarms.get("grantkeeper-table-throttled").path("Metrics");
        List<String> operations = metrics.values().stream()
                .filter(metric ->
                        metric.at("/MetricStat/Metric/MetricName").asString("").equals("ThrottledRequests"))
                .map(metric ->
                        metric.at("/MetricStat/Metric/Dimensions/0/Value").asString())
                .toList();
        assertThat(operations)
                .hasSizeLessThanOrEqualTo(10)
                .contains("TransactWriteItems")
                .containsAll(FunctionDefinitions.rows().stream()
                        .flatMap(row -> row.grants().stream())
                        .flatMap(grant -> grant.actions().stream())
                        .filter(action -> action.startsWith("dynamodb:"))
                        .map(action -> action.substring(action.indexOf(':') + 1))
                        .toList());
        assertThat(metrics.toString())
                .contains(operations.stream()
                        .map(operation -> "FILL(" + operation.toLowerCase(Locale.ROOT) + ", 0)")
                        .toList());
    }

    @Test
    void showsQueueMetricsApiMetricsAndCustomMetricsOnDashboard() {
        String board = SynthesizedTemplates.of("acme")
                .resources("AWS::CloudWatch::Dashboard")
                .values()
                .iterator()
                .next()
                .at("/Properties/DashboardBody")
                .toString();
        for (String queue : List.of("sync", "alert", "answer", "parked", "undelivered")) {
            assertThat(board).contains("\\\"QueueName\\\",\\\"grantkeeper-" + queue + "\\\"");
        }
        assertThat(board).contains("AWS/ApiGateway").contains("4xx").contains("5xx");
        for (var metric : io.grantkeeper.functions.observability.MetricName.values()) {
            assertThat(board).contains("MetricName=\\\\\\\"" + metric.title() + "\\\\\\\"");
        }
        FunctionDefinitions.rows()
                .forEach(row -> assertThat(board).contains("\\\\\\\"grantkeeper-" + row.name() + "\\\\\\\""));
    }

    /** All regions of an account share one namespace of dashboards. */
    @Test
    void namesDashboardAfterInstallationAndRegion() {
        Set<String> names = new TreeSet<>();
        for (String region : List.of("eu-central-1", "us-east-1")) {
            SynthesizedTemplates templates =
                    SynthesizedTemplates.withDeployment("images", "region", "\"" + region + "\"");
            String name = templates
                    .resources("AWS::CloudWatch::Dashboard")
                    .values()
                    .iterator()
                    .next()
                    .at("/Properties/DashboardName")
                    .asString();
            assertThat(name).endsWith("-" + region);
            assertThat(templates.outputs().get("DashboardAddress").asString())
                    .endsWith("#dashboards/dashboard/" + name);
            names.add(name);
        }
        assertThat(names).as("one dashboard per region").hasSize(2);
    }

    @Test
    void keepsDashboardSearchesWithinCloudWatchLimit() {
        SynthesizedTemplates longest =
                SynthesizedTemplates.withDeployment("images", "name", "\"grantkeeper-in-a-very-long-namex\"");
        String board = longest.resources("AWS::CloudWatch::Dashboard")
                .values()
                .iterator()
                .next()
                .at("/Properties/DashboardBody")
                .toString()
                .replace("\\", "");
        List<String> searches = Pattern.compile("SEARCH\\('[^']*'")
                .matcher(board)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(searches).isNotEmpty().allMatch(search -> search.length() < 1000);
    }
}
