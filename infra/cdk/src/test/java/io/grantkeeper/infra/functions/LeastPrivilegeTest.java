package io.grantkeeper.infra.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Functions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function may do what its code can call, and nothing else. */
class LeastPrivilegeTest {
    private static final OurClasses CLASSES = new OurClasses();
    private static final PortSuppliers SUPPLIERS = new PortSuppliers(CLASSES);

    static List<FunctionModule<?, ?>> modules() {
        return Functions.modules();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aFunctionMayDoWhatItsCodeCanCallAndNothingElse(FunctionModule<?, ?> module) {
        FunctionRow row = FunctionTable.rows().stream()
                .filter(each -> each.name().equals(module.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("FunctionTable has no row for " + module.name()));
        Reach reach = Reach.from(module.getClass(), CLASSES, SUPPLIERS);
        Map<Resource, Set<String>> needed = NeededGrants.of(reach);
        assertThat(granted(row))
                .as("the grants of %s in FunctionTable; its code needs%n%s", row.name(), words(needed))
                .isEqualTo(needed);
    }

    private static Map<Resource, Set<String>> granted(FunctionRow row) {
        Map<Resource, Set<String>> granted = new EnumMap<>(Resource.class);
        row.grants().forEach(grant -> granted.put(grant.resource(), new TreeSet<>(grant.actions())));
        return granted;
    }

    private static String words(Map<Resource, Set<String>> grants) {
        return grants.entrySet().stream()
                .map(grant -> ".may(%s, %s)"
                        .formatted(
                                grant.getKey(),
                                grant.getValue().stream()
                                        .map(action -> '"' + action + '"')
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));
    }

    /** The analysis itself: it must see calls behind ports, behind interfaces and behind lambdas. */
    @Test
    void theAnalysisSeesThroughPortsInterfacesAndLambdas() {
        assertThat(SUPPLIERS.all().keySet())
                .contains("AccessStore", "SYNC_QUEUE", "DeadLetters", "ConnectionsConfig", "SigningKeys");
        assertThat(SUPPLIERS.of("AccessStore")).isNotEmpty();
        Reach sync = reach("sync-access");
        assertThat(sync.ports()).contains("DynamoDbTable", "SYNC_QUEUE", "SecretResolver", "RateBudgetStore");
        assertThat(sync.awsCalls())
                .contains("dynamodb/DynamoDbClient.updateItem", "secretsmanager/SecretsManagerClient.getSecretValue");
        assertThat(reach("seal-ledger").awsCalls())
                .contains("kms/KmsClient.sign", "s3/S3Client.putObject")
                .doesNotContain("sqs/SqsClient.sendMessageBatch", "sesv2/SesV2Client.sendEmail");
    }

    private static Reach reach(String function) {
        FunctionModule<?, ?> module = modules().stream()
                .filter(each -> each.name().equals(function))
                .findFirst()
                .orElseThrow();
        return Reach.from(module.getClass(), CLASSES, SUPPLIERS);
    }
}
