package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.infra.config.InvalidConfigException;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.functions.FunctionResource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Tests keys that the installation did not create: those of existing secrets, and additional ledger keys. */
class CustomerManagedKeysTest {
    private static final SynthesizedTemplates OTHER = SynthesizedTemplates.of("everything");
    private static final String OF_SECRET =
            "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-1111-2222-3333-444455556666";
    private static final String OF_LEDGER =
            "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-7777-8888-9999-000011112222";

    static List<FunctionDefinition> functions() {
        return FunctionDefinitions.rows();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void allowsOnlyReadersOfSecretToUseItsKey(FunctionDefinition row) {
        Optional<JsonNode> statement = statement(row, "LambdaDecryptsSecretsOfYours");
        assertThat(statement.isPresent()).isEqualTo(row.resources().contains(FunctionResource.CONNECTION_SECRETS));
        statement.ifPresent(granted -> {
            assertThat(granted.path("Action").asString()).isEqualTo("kms:Decrypt");
            assertThat(granted.path("Resource").asString()).isEqualTo(OF_SECRET);
            assertThat(granted.at("/Condition/StringEquals/kms:ViaService/0").asString())
                    .isEqualTo("secretsmanager.eu-west-1.amazonaws.com");
        });
        assertThat(OTHER.byName("AWS::SecretsManager::Secret", "Name")).doesNotContainKey("security/google");
    }

    @Test
    void allowsSealingFunctionsToSignWithEachKeyInItsValidityPeriod() {
        for (String function : List.of("seal-ledger", "seal-on-write")) {
            String keys = OTHER.byName("AWS::Lambda::Function", "FunctionName")
                    .get(OTHER.installation().deployment().functionName(function))
                    .at("/Environment/Variables/GRANTKEEPER_LEDGER_KEYS")
                    .toString();
            assertThat(keys)
                    .contains("@/2027-02-01T00:00:00Z," + OF_LEDGER + "@2027-01-01T00:00:00Z/")
                    .contains("gk-eu-data:ExportsOutputFnGetAttLedgerKey");
            JsonNode granted = statement(row(function), "CodeLedgerKey").orElseThrow();
            assertThat(granted.path("Resource").size()).isEqualTo(2);
            assertThat(granted.at("/Resource/1").asString()).isEqualTo(OF_LEDGER);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"arn\": \"arn:aws:kms:eu-central-1:123456789012:key/0a\"}]| exactly one entry must omit 'arn'",
                "[{\"until\": \"2027-02-01T00:00:00Z\"}]| one entry must omit 'until'",
                "[{\"from\": \"2027-02-01\"}]| 'from' and 'until' must be UTC timestamps",
                "[{\"from\": \"2027-02-01T00:00:00Z\", \"until\": \"2027-01-01T00:00:00Z\"}]| 'until' must be later than",
                "[{}, {\"arn\": \"alias/ledger\"}]| must be the ARN of a KMS key",
            })
    void rejectsInvalidLedgerKeys(String keys, String told) {
        assertThatThrownBy(() -> SynthesizedTemplates.withDeployment("acme", "ledgerKeys", keys))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(told);
    }

    private static FunctionDefinition row(String name) {
        return functions().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<JsonNode> statement(FunctionDefinition row, String sid) {
        return OTHER.resources("AWS::IAM::Role").values().stream()
                .filter(each -> each.at("/Properties/Description").asString().equals("Permissions of " + row.name()))
                .flatMap(role -> role.at("/Properties/Policies/0/PolicyDocument/Statement").values().stream())
                .filter(statement -> statement.path("Sid").asString().equals(sid))
                .findFirst();
    }
}
