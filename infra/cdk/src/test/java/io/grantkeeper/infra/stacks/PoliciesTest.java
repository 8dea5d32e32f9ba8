package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.infra.functions.FunctionRow;
import io.grantkeeper.infra.functions.FunctionTable;
import io.grantkeeper.infra.functions.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is granted in the templates is what the table of functions says, and every wildcard is one that AWS forces. */
class PoliciesTest {
    private static final Synthesised ACME = Synthesised.of("acme");

    /** What the example does not configure, so that there is nothing to grant. */
    private static final Set<Resource> NOT_CONFIGURED = Set.of(Resource.SIGNAL_SECRETS, Resource.SIGNAL_BUSES);

    static List<FunctionRow> functions() {
        return FunctionTable.rows();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aRoleGrantsItsRowAndNoMore(FunctionRow row) {
        Map<String, Set<String>> granted = new TreeMap<>();
        statements(row).stream()
                .filter(statement -> statement.path("Sid").asString().startsWith("Code"))
                .forEach(statement -> granted.put(statement.path("Sid").asString(), actions(statement)));
        Map<String, Set<String>> said = new TreeMap<>();
        row.grants().stream()
                .filter(grant -> !grant.actions().isEmpty() && !NOT_CONFIGURED.contains(grant.resource()))
                .forEach(grant -> said.put("Code" + camel(grant.resource().name()), new TreeSet<>(grant.actions())));
        assertThat(granted).isEqualTo(said);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void noActionHasAWildcardAndNoResourceButThoseThatAwsForces(FunctionRow row) {
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
    void theTableIsOpenToTheKeysOfItsTenantOnly(FunctionRow row) {
        assertThat(statements(row).stream()
                        .filter(statement -> statement.path("Sid").asString().matches("Code(Table|Indexes)")))
                .isNotEmpty()
                .allMatch(statement -> statement
                        .at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys/0")
                        .asString()
                        .equals("T#acme#*"));
    }

    /** {@code Priming} reads a row of the tenant that it is told of; a denied read would warm up the wrong way. */
    @ParameterizedTest
    @MethodSource("functions")
    void whatIsReadBeforeASnapshotMayBeRead(FunctionRow row) {
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
    void mailLeavesFromTheOneSenderOnly() {
        FunctionRow row = functions().stream()
                .filter(each -> each.name().equals("alert-owner"))
                .findFirst()
                .orElseThrow();
        assertThat(statements(row).stream()
                        .filter(statement -> statement.path("Sid").asString().equals("CodeSender")))
                .singleElement()
                .matches(statement -> statement
                        .at("/Condition/StringEquals/ses:FromAddress")
                        .asString()
                        .equals("grantkeeper@acme.com"));
    }

    @Test
    void nobodyGetsAManagedPolicy() {
        assertThat(ACME.resources("AWS::IAM::Role").values())
                .allMatch(role -> role.at("/Properties/ManagedPolicyArns").isMissingNode());
        assertThat(ACME.resources("AWS::IAM::Policy")).isEmpty();
    }

    private static List<JsonNode> statements(FunctionRow row) {
        JsonNode role = ACME.resources("AWS::IAM::Role").values().stream()
                .filter(each -> each.at("/Properties/Description").asString().equals("What " + row.name() + " may do"))
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

    private static String camel(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
