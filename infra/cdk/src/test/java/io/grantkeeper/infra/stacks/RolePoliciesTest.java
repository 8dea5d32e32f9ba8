package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.TablePartition;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.functions.FunctionResource;
import io.grantkeeper.infra.functions.FunctionTrigger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests that the templates grant exactly what {@code FunctionDefinitions} declares, and that wildcards appear only
 * where AWS requires them.
 */
class RolePoliciesTest {
    private static final SynthesizedTemplates ACME = SynthesizedTemplates.of("acme");

    /** The IDs of the policy statements about the installation's KMS key. */
    private static final Set<String> KEY_STATEMENTS = Set.of("LambdaDecrypts", "LambdaEncrypts", "LambdaKeepsTable");

    /** The actions that change items. A transaction needs the same actions. */
    private static final Set<String> TABLE_WRITES = Set.of(
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLUpdate",
            "dynamodb:PartiQLDelete");

    /** The partitions that no internet-facing function may write. */
    private static final Set<TablePartition> FORBIDDEN = Set.of(
            TablePartition.POLICIES,
            TablePartition.PROMOTION,
            TablePartition.ENFORCEMENT,
            TablePartition.ALERTS,
            TablePartition.DECISION_BATCH,
            TablePartition.OPEN_DECISION_BATCH,
            TablePartition.LEDGER_BUNDLE,
            TablePartition.LEDGER_TILE,
            TablePartition.LEDGER_STATE,
            TablePartition.LEDGER_CHECKPOINTS);

    /**
     * The internet-facing functions that store access requests or their answers. A request and its answer are stored in
     * the same item.
     */
    private static final Set<String> STORE_APPROVALS = Set.of("decide", "handle-response", "console");

    /** The internet-facing functions that write decisions and pending ledger entries. */
    private static final Set<String> RECORD_ENTRIES =
            Set.of("decide", "authorize-request", "handle-response", "console");

    static List<FunctionDefinition> functions() {
        return FunctionDefinitions.rows();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void grantsRoleExactlyTheActionsThatFunctionDefinitionDeclares(FunctionDefinition row) {
        Map<String, Set<String>> granted = new TreeMap<>();
        statements(row).stream()
                .filter(statement -> statement.path("Sid").asString().startsWith("Code"))
                .forEach(statement -> granted.put(statement.path("Sid").asString(), actions(statement)));
        Map<String, Set<String>> said = new TreeMap<>();
        row.grants().stream()
                .filter(grant -> !grant.actions().isEmpty())
                .forEach(
                        grant -> said.put("Code" + camelCase(grant.resource().name()), new TreeSet<>(grant.actions())));
        granted.merge("CodeTable", granted.remove("CodeTableWrites"), (reads, writes) -> {
            assertThat(reads).doesNotContainAnyElementsOf(writes);
            Set<String> all = new TreeSet<>(reads);
            all.addAll(writes);
            return all;
        });
        assertThat(granted).isEqualTo(said);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void usesWildcardsOnlyWhereAwsRequiresThem(FunctionDefinition row) {
        statements(row).forEach(statement -> {
            assertThat(actions(statement)).noneMatch(action -> action.contains("*"));
            assertThat(statement.path("Effect").asString()).isEqualTo("Allow");
            if (statement.path("Resource").asString("").equals("*")) {
                assertThat(statement.path("Sid").asString())
                        .isIn("LambdaTraces", "LambdaListsStreams", "LambdaJoinsNetwork");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void restrictsTableAccessToKeysOfTenant(FunctionDefinition row) {
        assertThat(statements(row).stream()
                        .filter(statement -> statement.path("Sid").asString().matches("Code(Table|Indexes)")))
                .isNotEmpty()
                .allMatch(statement -> leadingKeys(statement).equals(List.of("T#acme#*")));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void restrictsWritesToPartitionsThatFunctionWrites(FunctionDefinition row) {
        assertThat(leadingKeys(statement(row, "CodeTableWrites")))
                .isEqualTo(TablePartition.keyPatterns(new TenantId("acme"), row.writes().stream()))
                .doesNotContain("T#acme#*")
                .isNotEmpty();
        assertThat(actions(statement(row, "CodeTable")))
                .as("other statements about the table only read")
                .isSubsetOf("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");
    }

    /**
     * Checks what an attacker who runs code in an internet-facing function can write under the function's policy. The
     * attacker tries every way to write an item of every kind.
     */
    @ParameterizedTest
    @MethodSource("internetFacingFunctions")
    void preventsInternetFacingFunctionsFromWritingPoliciesAndSealedLedger(FunctionDefinition row) {
        Set<TablePartition> writable = EnumSet.noneOf(TablePartition.class);
        for (TablePartition kind : TablePartition.values()) {
            String key = keyOf("acme", kind);
            if (TABLE_WRITES.stream().anyMatch(action -> allows(row, action, key))) {
                writable.add(kind);
            }
            assertThat(TABLE_WRITES)
                    .as("writes of %s to another tenant's items", row.name())
                    .noneMatch(action -> allows(row, action, keyOf("other", kind)));
        }
        assertThat(writable).isEqualTo(row.writes()).doesNotContainAnyElementsOf(FORBIDDEN);
        if (!STORE_APPROVALS.contains(row.name())) {
            assertThat(writable).doesNotContain(TablePartition.APPROVAL, TablePartition.APPROVAL_POINTER);
        }
        if (!row.name().equals("console")) {
            assertThat(writable).doesNotContain(TablePartition.APPROVAL_OF_RECORD);
        }
        if (!RECORD_ENTRIES.contains(row.name())) {
            assertThat(writable).doesNotContain(TablePartition.LEDGER_ENTRY, TablePartition.DECISION);
        }
    }

    /** Shows that {@link #allows} can return true for a protected key. */
    @Test
    void allowsSealingFunctionToWriteSealedLedger() {
        assertThat(allows(row("seal-ledger"), "dynamodb:PutItem", keyOf("acme", TablePartition.LEDGER_CHECKPOINTS)))
                .isTrue();
        assertThat(allows(row("seal-ledger"), "dynamodb:PutItem", keyOf("acme", TablePartition.POLICIES)))
                .isFalse();
    }

    static List<FunctionDefinition> internetFacingFunctions() {
        return functions().stream()
                .filter(row -> row.trigger() instanceof FunctionTrigger.HttpRequests
                        || row.trigger() instanceof FunctionTrigger.PartnerEvents
                        || row.trigger() instanceof FunctionTrigger.ExternalInvocation)
                .toList();
    }

    /** Returns the partition key of a partition of the given kind. */
    private static String keyOf(String tenant, TablePartition kind) {
        return TablePartition.keyPatterns(new TenantId(tenant), Stream.of(kind))
                .getFirst()
                .replace("*", "x");
    }

    /** Returns whether the function's policy allows an action on an item with this partition key. */
    private static boolean allows(FunctionDefinition row, String action, String key) {
        return statements(row).stream()
                .filter(statement -> actions(statement).contains(action))
                .anyMatch(statement -> statement.path("Condition").isMissingNode()
                        || leadingKeys(statement).stream()
                                .anyMatch(pattern -> pattern.endsWith("*")
                                        ? key.startsWith(pattern.substring(0, pattern.length() - 1))
                                        : key.equals(pattern)));
    }

    @Test
    void allowsSealingFunctionToListOnlyCheckpointsOfTenant() {
        for (FunctionDefinition row : functions()) {
            Optional<JsonNode> listing = statements(row).stream()
                    .filter(statement -> actions(statement).contains("s3:ListBucket"))
                    .findFirst();
            assertThat(listing.isPresent()).as(row.name()).isEqualTo(row.name().startsWith("seal-"));
            listing.ifPresent(statement -> {
                assertThat(actions(statement)).containsExactly("s3:ListBucket");
                assertThat(statement.at("/Condition/StringEquals/s3:prefix").asString())
                        .isEqualTo("acme/");
                assertThat(actions(statement(row, "CodeCheckpoints")))
                        .containsExactlyInAnyOrder("s3:GetObject", "s3:PutObject");
                assertThat(statement(row, "CodeCheckpoints").path("Resource").toString())
                        .contains("/acme/*");
            });
        }
    }

    private static List<String> leadingKeys(JsonNode statement) {
        JsonNode keys = statement.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys");
        return keys.isString()
                ? List.of(keys.asString())
                : keys.values().stream().map(JsonNode::asString).toList();
    }

    /**
     * {@code SnapStartPriming} reads a row of the configured tenant. If the read were denied, priming would warm up
     * only an error path.
     */
    @ParameterizedTest
    @MethodSource("functions")
    void allowsPrimingToReadRowOfTenant(FunctionDefinition row) {
        assertThat(ACME.resources("AWS::Lambda::Function").values().stream()
                        .map(function -> function.at("/Properties/Environment/Variables"))
                        .filter(variables -> variables
                                .path("GRANTKEEPER_FUNCTION")
                                .asString("")
                                .equals(row.name())))
                .singleElement()
                .matches(variables ->
                        variables.path("GRANTKEEPER_TENANT").asString("").equals("acme"));
        assertThat(statements(row).stream()
                        .filter(statement -> statement.path("Sid").asString().equals("CodeTable")))
                .singleElement()
                .matches(statement -> actions(statement).contains("dynamodb:GetItem"));
    }

    @Test
    void allowsSendingMailOnlyFromConfiguredAddress() {
        FunctionDefinition row = row("alert-owner");
        assertThat(statements(row).stream()
                        .filter(statement -> statement.path("Sid").asString().equals("CodeSender")))
                .singleElement()
                .matches(statement -> statement
                        .at("/Condition/StringEquals/ses:FromAddress")
                        .asString()
                        .equals("grantkeeper@acme.com"));
    }

    /**
     * The function {@code handle-response} is exposed to the internet. It may read only the configuration and the
     * secrets that verify links and clicks.
     */
    @Test
    void allowsPageFunctionToReadOnlySecretsThatVerifyLinksAndClicks() {
        FunctionDefinition row = row("handle-response");
        assertThat(statement(row, "CodeAnswerSecrets").path("Resource").toString())
                .contains("secret:grantkeeper/answers-", "secret:grantkeeper/slack-signing-")
                .doesNotContain("secret:grantkeeper/slack-?", "github", "okta", "signals");
        assertThat(statement(row("apply-on-request"), "CodeAlertSecrets")
                        .path("Resource")
                        .toString())
                .contains("secret:grantkeeper/answers-", "secret:grantkeeper/slack-?")
                .doesNotContain("slack-signing");
        assertThat(statements(row).stream().map(each -> each.path("Sid").asString()))
                .doesNotContain("CodeConnectionSecrets", "CodeAlertSecrets", "CodeSender");
    }

    @Test
    void allowsPageFunctionToInvokeOneFunctionByItsAlias() {
        assertThat(statement(row("handle-response"), "CodeApplyFunction")
                        .path("Resource")
                        .toString())
                .contains(":function:grantkeeper-apply-on-request:live\"")
                .doesNotContain("*");
        assertThat(ACME.resources("AWS::Lambda::Permission").values())
                .as("no resource policy lets anyone invoke the function")
                .noneMatch(permission -> permission.toString().contains("applyonrequest"));
    }

    @Test
    void attachesNoManagedPolicyToAnyRole() {
        assertThat(ACME.resources("AWS::IAM::Role").values())
                .allMatch(role -> role.at("/Properties/ManagedPolicyArns").isMissingNode());
        assertThat(ACME.resources("AWS::IAM::Policy")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void grantsExactlyTheLambdaPermissionsThatTriggerNeeds(FunctionDefinition row) {
        Set<String> said = new TreeSet<>(Set.of("LambdaLogs", "LambdaTraces"));
        switch (row.trigger()) {
            case FunctionTrigger.QueueMessages _ -> said.add("LambdaReadsQueue");
            case FunctionTrigger.TableChanges _ ->
                said.addAll(Set.of("LambdaReadsStream", "LambdaListsStreams", "LambdaSetsAside"));
            case FunctionTrigger.Schedule _, FunctionTrigger.ConnectionSchedule _, FunctionTrigger.PartnerEvents _ ->
                said.add("LambdaSetsAside");
            case FunctionTrigger.HttpRequests _,
                    FunctionTrigger.ExternalInvocation _,
                    FunctionTrigger.FunctionInvocation _ -> {}
        }
        assertThat(statements(row).stream()
                        .map(statement -> statement.path("Sid").asString())
                        .filter(sid -> sid.startsWith("Lambda") && !KEY_STATEMENTS.contains(sid)))
                .containsExactlyInAnyOrderElementsOf(said);
        row.queue()
                .ifPresent(trigger -> assertThat(queueOf(statement(row, "LambdaReadsQueue")))
                        .isEqualTo("grantkeeper-" + QueueConstructs.name(trigger.queue())));
        if (said.contains("LambdaSetsAside")) {
            JsonNode setsAside = statement(row, "LambdaSetsAside");
            assertThat(actions(setsAside)).containsExactly("sqs:SendMessage");
            assertThat(queueOf(setsAside)).isEqualTo("grantkeeper-undelivered");
        }
        if (said.contains("LambdaReadsStream")) {
            assertThat(statement(row, "LambdaReadsStream")
                            .at("/Resource/Fn::ImportValue")
                            .asString())
                    .contains("TableCD117FA1StreamArn");
        }
        assertThat(statement(row, "LambdaLogs").at("/Resource/Fn::GetAtt/0").asString())
                .isEqualTo(logicalIdOf("AWS::Logs::LogGroup", "LogGroupName", "/grantkeeper/" + row.name()));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void allowsUseOfDataKeyOnlyThroughServicesThatStoreData(FunctionDefinition row) {
        boolean setsAside = !(row.trigger() instanceof FunctionTrigger.HttpRequests
                || row.trigger() instanceof FunctionTrigger.ExternalInvocation
                || row.trigger() instanceof FunctionTrigger.FunctionInvocation
                || row.trigger() instanceof FunctionTrigger.QueueMessages);
        boolean sends = setsAside
                || row.grants().stream().anyMatch(grant -> grant.actions().contains("sqs:SendMessage"));
        Map<String, Set<String>> said = new TreeMap<>();
        said.put("LambdaKeepsTable", services("dynamodb"));
        said.put("LambdaDecrypts", services("dynamodb"));
        if (row.grants().stream().anyMatch(grant -> grant.actions().contains("secretsmanager:GetSecretValue"))) {
            said.get("LambdaDecrypts").addAll(services("secretsmanager"));
        }
        if (sends || row.queue().isPresent()) {
            said.get("LambdaDecrypts").addAll(services("sqs"));
        }
        if (sends) {
            said.put("LambdaEncrypts", services("sqs"));
        }
        Map<String, Set<String>> granted = new TreeMap<>();
        statements(row).stream()
                .filter(statement -> actions(statement).stream().anyMatch(action -> action.startsWith("kms:")))
                .filter(statement -> !statement.path("Sid").asString().equals("CodeLedgerKey"))
                .forEach(statement -> {
                    granted.put(statement.path("Sid").asString(), viaServices(statement));
                    assertThat(ACME.resolveImport(statement.path("Resource"))
                                    .at("/Properties/EnableKeyRotation")
                                    .asBoolean())
                            .as("uses the data key")
                            .isTrue();
                });
        assertThat(granted).isEqualTo(said);
        assertThat(KEY_STATEMENTS).containsAll(granted.keySet());
    }

    /**
     * The permitted actions are those that AWS lists for a principal that writes to a table with a customer managed
     * key, without wildcards.
     */
    @ParameterizedTest
    @MethodSource("functions")
    void grantsTableWritersTheKeyPermissionsThatDynamoDbNeeds(FunctionDefinition row) {
        assertThat(row.grants())
                .as("every function writes; one that only reads would need just kms:Decrypt")
                .anyMatch(grant -> grant.resource() == FunctionResource.TABLE
                        && grant.actions().stream()
                                .anyMatch(action -> action.matches("dynamodb:(Put|Update|Delete).*")));
        assertThat(actions(statement(row, "LambdaKeepsTable")))
                .containsExactly(
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo");
        assertThat(actions(statement(row, "LambdaDecrypts"))).containsExactly("kms:Decrypt");
    }

    private static FunctionDefinition row(String name) {
        return functions().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode statement(FunctionDefinition row, String sid) {
        return statements(row).stream()
                .filter(statement -> statement.path("Sid").asString().equals(sid))
                .findFirst()
                .orElseThrow(() -> new AssertionError("%s has no statement %s".formatted(row.name(), sid)));
    }

    private static Set<String> services(String service) {
        return new TreeSet<>(Set.of(service + ".eu-central-1.amazonaws.com"));
    }

    private static Set<String> viaServices(JsonNode statement) {
        JsonNode services = statement.at("/Condition/StringEquals/kms:ViaService");
        Set<String> all = new TreeSet<>();
        if (services.isString()) {
            all.add(services.asString());
        }
        services.values().forEach(service -> all.add(service.asString()));
        return all;
    }

    private static String queueOf(JsonNode statement) {
        return ACME.resources("AWS::SQS::Queue")
                .get(statement.at("/Resource/Fn::GetAtt/0").asString())
                .at("/Properties/QueueName")
                .asString();
    }

    private static String logicalIdOf(String type, String property, String value) {
        return ACME.resources(type).entrySet().stream()
                .filter(each -> each.getValue()
                        .path("Properties")
                        .path(property)
                        .asString()
                        .equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> statements(FunctionDefinition row) {
        JsonNode role = ACME.resources("AWS::IAM::Role").values().stream()
                .filter(each -> each.at("/Properties/Description").asString().equals("Permissions of " + row.name()))
                .findFirst()
                .orElseThrow();
        List<JsonNode> statements = new ArrayList<>();
        role.at("/Properties/Policies/0/PolicyDocument/Statement").forEach(statements::add);
        return statements;
    }

    private static Set<String> actions(JsonNode statement) {
        Set<String> actions = new TreeSet<>();
        JsonNode written = statement.path("Action");
        if (written.isArray()) {
            written.forEach(action -> actions.add(action.asString()));
        } else {
            actions.add(written.asString());
        }
        return actions;
    }

    private static String camelCase(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
