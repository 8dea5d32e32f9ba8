package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.functions.FunctionTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tests properties that the templates must always have, whatever else changes in them. */
class TemplateSnapshotTest {
    private static final SynthesizedTemplates ACME = SynthesizedTemplates.of("acme");

    static List<FunctionDefinition> functions() {
        return FunctionDefinitions.rows();
    }

    @Nested
    class StoredData {
        private final JsonNode table =
                ACME.resources("AWS::DynamoDB::Table").values().iterator().next();

        @Test
        void enablesEncryptionAndPointInTimeRecoveryOfTable() {
            JsonNode properties = table.path("Properties");
            assertThat(properties.at("/SSESpecification/SSEType").asString()).isEqualTo("KMS");
            assertThat(properties.at("/SSESpecification/KMSMasterKeyId").isMissingNode())
                    .isFalse();
            assertThat(properties
                            .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean())
                    .isTrue();
            assertThat(properties.path("BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
            assertThat(properties.at("/StreamSpecification/StreamViewType").asString())
                    .isEqualTo("NEW_AND_OLD_IMAGES");
        }

        @Test
        void retainsTableWhenStackIsDeleted() {
            assertThat(table.path("Properties")
                            .path("DeletionProtectionEnabled")
                            .asBoolean())
                    .isTrue();
            assertThat(table.path("DeletionPolicy").asString()).isEqualTo("Retain");
            assertThat(table.path("UpdateReplacePolicy").asString()).isEqualTo("Retain");
        }

        @Test
        void retainsKeysAndSecretsWhenStackIsDeleted() {
            for (String type : List.of("AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::S3::Bucket")) {
                assertThat(ACME.resources(type).values())
                        .as(type)
                        .isNotEmpty()
                        .allMatch(made -> made.path("DeletionPolicy").asString().equals("Retain"));
            }
        }

        @Test
        void deletesDataOnlyOnRequest() {
            SynthesizedTemplates doomed = SynthesizedTemplates.withDisposableData("everything");
            JsonNode doomedTable =
                    doomed.resources("AWS::DynamoDB::Table").values().iterator().next();
            assertThat(doomedTable.path("DeletionPolicy").asString()).isEqualTo("Delete");
            assertThat(doomedTable
                            .path("Properties")
                            .path("DeletionProtectionEnabled")
                            .asBoolean())
                    .isFalse();
        }

        @Test
        void rotatesDataKeyAndCreatesEd25519LedgerKey() {
            List<JsonNode> keys = ACME.resources("AWS::KMS::Key").values().stream()
                    .map(key -> key.path("Properties"))
                    .toList();
            assertThat(keys).hasSize(2);
            assertThat(keys).anyMatch(key -> key.path("EnableKeyRotation").asBoolean());
            assertThat(keys)
                    .anyMatch(key -> key.path("KeySpec").asString().equals("ECC_NIST_EDWARDS25519")
                            && key.path("KeyUsage").asString().equals("SIGN_VERIFY"));
        }

        @Test
        void allowsUseOfDataKeyOnlyByAccountAndItsLogsAlarmsAndRules() {
            JsonNode key = ACME.resources("AWS::KMS::Key").values().stream()
                    .filter(each -> each.at("/Properties/EnableKeyRotation").asBoolean())
                    .findFirst()
                    .orElseThrow();
            List<JsonNode> statements =
                    List.copyOf(key.at("/Properties/KeyPolicy/Statement").values());
            assertThat(statements)
                    .extracting(statement -> statement.path("Principal").toString())
                    .satisfiesExactly(
                            account -> assertThat(account).contains(":root"),
                            logs -> assertThat(logs).contains("logs.eu-central-1.amazonaws.com"),
                            rest -> assertThat(rest).contains("cloudwatch.amazonaws.com", "events.amazonaws.com"));
            assertThat(statements.get(1).at("/Condition/ArnLike").toString()).contains(":log-group:/grantkeeper/*");
            assertThat(statements.get(2).at("/Condition/StringEquals").toString())
                    .isEqualTo("{\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}}");
            assertThat(statements.subList(1, 3))
                    .allMatch(statement -> !statement.path("Action").toString().contains("*"));
        }

        @Test
        void createsEmptySecretForEachSecretReference() {
            Map<String, JsonNode> secrets = ACME.byName("AWS::SecretsManager::Secret", "Name");
            assertThat(secrets)
                    .containsOnlyKeys(
                            "grantkeeper/answers",
                            "grantkeeper/config",
                            "grantkeeper/github",
                            "grantkeeper/okta",
                            "grantkeeper/signals",
                            "grantkeeper/slack",
                            "grantkeeper/slack-signing");
            secrets.forEach((name, secret) -> {
                assertThat(secret.path("KmsKeyId").isMissingNode()).as(name).isFalse();
                if (!name.equals("grantkeeper/config")) {
                    assertThat(secret.path("SecretString").isMissingNode())
                            .as(name)
                            .isTrue();
                    assertThat(secret.path("GenerateSecretString").isMissingNode())
                            .as(name)
                            .isTrue();
                }
            });
            assertThat(secrets.get("grantkeeper/config").path("SecretString").asString())
                    .contains("secretsmanager:grantkeeper/github#webhook-secret")
                    .doesNotContain("deployment");
        }

        @Test
        void enablesObjectLockForCheckpoints() {
            JsonNode bucket =
                    ACME.resources("AWS::S3::Bucket").values().iterator().next().path("Properties");
            assertThat(bucket.at("/ObjectLockConfiguration/Rule/DefaultRetention/Mode")
                            .asString())
                    .isEqualTo("COMPLIANCE");
            assertThat(bucket.at("/ObjectLockConfiguration/Rule/DefaultRetention/Days")
                            .asInt())
                    .isEqualTo(400);
            assertThat(bucket.at("/PublicAccessBlockConfiguration/BlockPublicPolicy")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Nested
    class Queues {
        @Test
        void encryptsEveryQueueAndRetainsMessagesForTwoWeeks() {
            assertThat(ACME.byName("AWS::SQS::Queue", "QueueName").values())
                    .hasSizeGreaterThanOrEqualTo(6)
                    .allMatch(queue -> !queue.path("KmsMasterKeyId").isMissingNode()
                            && queue.path("MessageRetentionPeriod").asInt() == 1_209_600);
        }

        @ParameterizedTest
        @MethodSource("io.grantkeeper.infra.stacks.TemplateSnapshotTest#functions")
        void setsVisibilityTimeoutToSixTimesFunctionTimeout(FunctionDefinition row) {
            row.queue().ifPresent(trigger -> {
                JsonNode queue = ACME.byName("AWS::SQS::Queue", "QueueName")
                        .get("grantkeeper-" + io.grantkeeper.infra.stacks.QueueConstructs.name(trigger.queue()));
                int timeout = ACME.byName("AWS::Lambda::Function", "FunctionName")
                        .get("grantkeeper-" + row.name())
                        .path("Timeout")
                        .asInt();
                assertThat(queue.path("VisibilityTimeout").asInt()).isGreaterThanOrEqualTo(6 * timeout);
                assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(5);
            });
        }

        @Test
        void allowsDeadLetterQueuesToRedriveOnlyToTheirSourceQueue() {
            List<JsonNode> dead = ACME.byName("AWS::SQS::Queue", "QueueName").entrySet().stream()
                    .filter(queue -> queue.getKey().endsWith("-dead-letters"))
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(dead)
                    .isNotEmpty()
                    .allMatch(queue -> queue.at("/RedriveAllowPolicy/redrivePermission")
                            .asString()
                            .equals("byQueue"));
        }
    }

    @Nested
    class Functions {
        private final Map<String, JsonNode> functions = ACME.byName("AWS::Lambda::Function", "FunctionName");

        @ParameterizedTest
        @MethodSource("io.grantkeeper.infra.stacks.TemplateSnapshotTest#functions")
        void deploysEachFunctionAsDefined(FunctionDefinition row) {
            JsonNode function = functions.get("grantkeeper-" + row.name());
            assertThat(function.path("Runtime").asString()).isEqualTo("java25");
            assertThat(function.path("Timeout").asLong())
                    .isEqualTo(row.timeout().toSeconds());
            assertThat(function.path("MemorySize").asInt()).isEqualTo(row.memoryMb());
            assertThat(function.path("ReservedConcurrentExecutions").asInt()).isEqualTo(row.atOnce());
            assertThat(function.at("/SnapStart/ApplyOn").asString()).isEqualTo("PublishedVersions");
            assertThat(function.at("/TracingConfig/Mode").asString()).isEqualTo("Active");
            assertThat(function.at("/Architectures/0").asString()).isEqualTo("arm64");
            assertThat(function.path("RecursiveLoop").asString("Terminate"))
                    .isEqualTo(row.requeuesOwnWork() ? "Allow" : "Terminate");
        }

        @Test
        void createsSeparateRoleForEachFunction() {
            assertThat(functions.values().stream()
                            .map(function -> function.path("Role").toString()))
                    .doesNotHaveDuplicates();
        }

        @Test
        void setsRetentionAndEncryptionOfEveryLogGroup() {
            assertThat(ACME.resources("AWS::Logs::LogGroup").values())
                    .hasSize(functions.size() + 1)
                    .allMatch(group -> group.at("/Properties/RetentionInDays").asInt() == 90
                            && !group.at("/Properties/KmsKeyId").isMissingNode());
        }

        @Test
        void retriesOnlyFailedItemsOfBatch() {
            assertThat(ACME.resources("AWS::Lambda::EventSourceMapping").values())
                    .isNotEmpty()
                    .allMatch(mapping -> mapping.at("/Properties/FunctionResponseTypes/0")
                            .asString()
                            .equals("ReportBatchItemFailures"));
        }

        /**
         * If pollers received more messages than the function can process at once, each throttled delivery would count
         * as a failed attempt.
         */
        @ParameterizedTest
        @MethodSource("io.grantkeeper.infra.stacks.TemplateSnapshotTest#functions")
        void limitsPollersToReservedConcurrency(FunctionDefinition row) {
            row.queue().ifPresent(_ -> {
                List<JsonNode> mappings = ACME.resources("AWS::Lambda::EventSourceMapping").entrySet().stream()
                        .filter(mapping ->
                                mapping.getKey().startsWith(row.name().replace("-", "")))
                        .map(mapping -> mapping.getValue().path("Properties"))
                        .toList();
                assertThat(mappings)
                        .singleElement()
                        .satisfies(mapping -> assertThat(mapping.at("/ScalingConfig/MaximumConcurrency")
                                        .asInt())
                                .isBetween(
                                        2,
                                        functions
                                                .get("grantkeeper-" + row.name())
                                                .path("ReservedConcurrentExecutions")
                                                .asInt()));
            });
        }

        @Test
        void movesFailedStreamBatchToQueueWithoutBlockingShard() {
            List<JsonNode> streams = ACME.resources("AWS::Lambda::EventSourceMapping").values().stream()
                    .map(mapping -> mapping.path("Properties"))
                    .filter(mapping -> !mapping.path("StartingPosition").isMissingNode())
                    .toList();
            assertThat(streams)
                    .hasSize((int) functions().stream()
                            .filter(row -> row.trigger() instanceof FunctionTrigger.TableChanges)
                            .count())
                    .allMatch(mapping ->
                            mapping.path("BisectBatchOnFunctionError").asBoolean()
                                    && mapping.path("MaximumRetryAttempts").asInt() > 0
                                    && !mapping.at("/DestinationConfig/OnFailure/Destination")
                                            .isMissingNode()
                                    && !mapping.at("/FilterCriteria/Filters/0").isMissingNode());
        }

        @Test
        void sendsDeletedRowsOnlyToDetectChanges() {
            Map<String, String> filters = new TreeMap<>();
            ACME.resources("AWS::Lambda::EventSourceMapping")
                    .forEach((id, mapping) -> filters.put(
                            id, mapping.at("/Properties/FilterCriteria").toString()));
            assertThat(filters.entrySet().stream()
                            .filter(each -> each.getValue().contains("REMOVE"))
                            .map(Map.Entry::getKey))
                    .singleElement()
                    .asString()
                    .startsWith("detectchanges");
            assertThat(filters.entrySet().stream().filter(each -> each.getKey().startsWith("sealonwrite")))
                    .singleElement()
                    .matches(each -> each.getValue().contains("INSERT"));
        }

        /** Lambda's platform reports contain the initialization time and the billed duration. */
        @Test
        void logsPlatformReports() {
            assertThat(functions.values())
                    .allMatch(function -> function.at("/LoggingConfig/SystemLogLevel")
                            .asString()
                            .equals("INFO"));
        }
    }

    @Nested
    class Triggers {
        @Test
        void schedulesSweepsOfEachConnection() {
            List<String> sweeps = new ArrayList<>();
            ACME.resources("AWS::Scheduler::Schedule").values().forEach(schedule -> {
                JsonNode properties = schedule.path("Properties");
                assertThat(properties.at("/Target/DeadLetterConfig/Arn").isMissingNode())
                        .isFalse();
                sweeps.add(properties.path("ScheduleExpression").asString() + " "
                        + properties.at("/Target/Input").asString());
            });
            assertThat(sweeps)
                    .contains(
                            "rate(1 hour) {\"tenant\":\"acme\",\"connection\":\"github-acme\",\"time\":\"<aws.scheduler.scheduled-time>\"}",
                            "rate(6 hours) {\"tenant\":\"acme\",\"connection\":\"okta-acme\",\"time\":\"<aws.scheduler.scheduled-time>\"}",
                            "rate(1 minute) {\"tenant\":\"acme\"}",
                            "rate(1 day) {\"tenant\":\"acme\"}");
        }

        /** A schedule invokes its function asynchronously, so a failed event would be lost without a destination. */
        @Test
        void movesFailedAsynchronousEventsToQueue() {
            assertThat(ACME.resources("AWS::Lambda::EventInvokeConfig").values())
                    .hasSize((int) functions().stream()
                            .filter(row -> row.trigger() instanceof FunctionTrigger.Schedule
                                    || row.trigger() instanceof FunctionTrigger.ConnectionSchedule
                                    || row.trigger() instanceof FunctionTrigger.PartnerEvents)
                            .count())
                    .allMatch(config -> !config.at("/Properties/DestinationConfig/OnFailure/Destination")
                            .isMissingNode());
        }

        @Test
        void setsSeparateRateLimitForDecisions() {
            JsonNode stage = ACME.resources("AWS::ApiGatewayV2::Stage")
                    .values()
                    .iterator()
                    .next()
                    .path("Properties");
            assertThat(stage.path("RouteSettings")
                            .path("POST /access/v1/{further+}")
                            .path("ThrottlingRateLimit")
                            .asInt())
                    .isEqualTo(500);
        }

        @Test
        void setsRateLimitAndAccessLogOfApi() {
            JsonNode stage = ACME.resources("AWS::ApiGatewayV2::Stage")
                    .values()
                    .iterator()
                    .next()
                    .path("Properties");
            assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt())
                    .isEqualTo(50);
            assertThat(stage.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt())
                    .isEqualTo(100);
            assertThat(stage.at("/AccessLogSettings/Format").asString())
                    .contains("$context.status")
                    .doesNotContain("path")
                    .contains("$context.integration.requestId");
        }

        @Test
        void createsSeparateBusForPartnerEvents() {
            assertThat(ACME.resources("AWS::Events::EventBus").values())
                    .singleElement()
                    .matches(bus -> bus.at("/Properties/EventSourceName")
                            .asString()
                            .equals("aws.partner/okta.com/acme/grantkeeper"));
            assertThat(ACME.resources("AWS::Events::Rule").values())
                    .singleElement()
                    .matches(rule -> !rule.at("/Properties/Targets/0/DeadLetterConfig/Arn")
                            .isMissingNode());
        }
    }

    @Nested
    class ImagePackaging {
        @Test
        void buildsOneImagePerFunction() {
            Map<String, JsonNode> functions =
                    SynthesizedTemplates.of("images").byName("AWS::Lambda::Function", "FunctionName");
            assertThat(functions).hasSameSizeAs(functions());
            assertThat(functions.values())
                    .allSatisfy(TemplateSnapshotTest::runsFromAnImage)
                    .allMatch(function ->
                            function.at("/Architectures/0").asString().equals("arm64"))
                    .extracting(function -> function.at("/Code/ImageUri").toString())
                    .allMatch(address -> address.contains("container-assets"))
                    .doesNotHaveDuplicates();
        }

        /**
         * Lambda cannot change the package type of a function, so a function that runs from an image needs a different
         * name.
         */
        @Test
        void givesImageFunctionsDifferentNames() {
            SynthesizedTemplates images = SynthesizedTemplates.withDeployment("acme", "packaging", "\"image\"");
            assertThat(images.byName("AWS::Lambda::Function", "FunctionName").keySet())
                    .doesNotContainAnyElementsOf(
                            ACME.byName("AWS::Lambda::Function", "FunctionName").keySet());
        }

        @ParameterizedTest
        @ValueSource(strings = {"acme", "everything", "images"})
        void usesFunctionNamesInAlarms(String installation) {
            SynthesizedTemplates made = SynthesizedTemplates.of(installation);
            Set<String> functions =
                    made.byName("AWS::Lambda::Function", "FunctionName").keySet();
            assertThat(functions).allMatch(name -> name.length() <= 64);
            List<String> watched = new ArrayList<>();
            made.resources("AWS::CloudWatch::Alarm")
                    .values()
                    .forEach(alarm -> alarm.at("/Properties/Dimensions")
                            .values()
                            .forEach(dimension -> {
                                if (dimension.path("Name").asString().matches("FunctionName|function")) {
                                    watched.add(dimension.path("Value").asString());
                                }
                            }));
            assertThat(Set.copyOf(watched)).isEqualTo(functions);
            assertThat(made.outputs().get("FirstSweep").asString())
                    .contains(made.installation().deployment().functionName("plan-sweep") + ":live");
        }

        @Test
        void usesPublishedImages() {
            Map<String, JsonNode> functions =
                    SynthesizedTemplates.of("everything").byName("AWS::Lambda::Function", "FunctionName");
            assertThat(functions.values()).allSatisfy(TemplateSnapshotTest::runsFromAnImage);
            assertThat(functions.get("gk-eu-decide-image").at("/Code/ImageUri").toString())
                    .contains("123456789012.dkr.ecr.eu-west-1.")
                    .contains("/gk/decide:1.4.0");
        }
    }

    /**
     * Asserts that a function runs from an image. An image defines its own runtime and handler, and does not support
     * snapshots.
     */
    private static void runsFromAnImage(JsonNode function) {
        assertThat(function.path("PackageType").asString()).isEqualTo("Image");
        for (String without : List.of("Runtime", "Handler", "SnapStart")) {
            assertThat(function.path(without).isMissingNode()).as(without).isTrue();
        }
        assertThat(function.at("/Environment/Variables/JAVA_TOOL_OPTIONS").isMissingNode())
                .isTrue();
    }

    @Nested
    class OtherChoices {
        private final SynthesizedTemplates other = SynthesizedTemplates.of("everything");

        @Test
        void runsFunctionsInConfiguredVpc() {
            assertThat(other.resources("AWS::Lambda::Function").values())
                    .allMatch(function ->
                            function.at("/Properties/VpcConfig/SubnetIds").size() == 2);
            JsonNode group = other.resources("AWS::EC2::SecurityGroup")
                    .values()
                    .iterator()
                    .next();
            assertThat(group.at("/Properties/SecurityGroupIngress").isMissingNode())
                    .isTrue();
            assertThat(group.at("/Properties/SecurityGroupEgress").values())
                    .extracting(rule -> rule.path("ToPort").asInt())
                    .containsExactly(443, 587);
        }

        @Test
        void createsNoUnrequestedResources() {
            for (String type : List.of("AWS::SES::EmailIdentity", "AWS::S3::Bucket", "AWS::Events::EventBus")) {
                assertThat(other.resources(type)).as(type).isEmpty();
            }
            assertThat(other.byName("AWS::SecretsManager::Secret", "Name"))
                    .containsOnlyKeys("gk-eu/config", "security/smtp");
            assertThat(other.resources("AWS::Lambda::Function").values())
                    .allMatch(function -> function.at("/Properties/ReservedConcurrentExecutions")
                                    .isMissingNode()
                            && function.at("/Properties/SnapStart").isMissingNode()
                            && function.at("/Properties/Architectures/0")
                                    .asString()
                                    .equals("x86_64"));
        }
    }
}
