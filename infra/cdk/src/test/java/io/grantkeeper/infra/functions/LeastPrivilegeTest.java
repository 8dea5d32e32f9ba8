package io.grantkeeper.infra.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.TablePartition;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each function has exactly the permissions that its code can use. */
class LeastPrivilegeTest {
    private static final ProjectClasses CLASSES = new ProjectClasses();
    private static final PortFactoryMethods SUPPLIERS = new PortFactoryMethods(CLASSES);
    private static final WrittenPartitions PARTITIONS = new WrittenPartitions(CLASSES);
    private static final Map<Class<?>, CallGraph> GRAPHS = new HashMap<>();

    static List<FunctionModule<?, ?>> modules() {
        return FunctionApplicationContext.modules();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void grantsExactlyTheActionsThatCodeCanCall(FunctionModule<?, ?> module) {
        FunctionDefinition row = FunctionDefinitions.rows().stream()
                .filter(each -> each.name().equals(module.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("FunctionDefinitions has no row for " + module.name()));
        CallGraph reach = graph(module);
        Map<FunctionResource, Set<String>> needed = RequiredGrants.of(reach);
        assertThat(granted(row))
                .as("the grants of %s in FunctionDefinitions; its code needs%n%s", row.name(), describe(needed))
                .isEqualTo(needed);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void allowsWritingExactlyThePartitionsThatCodeCanWrite(FunctionModule<?, ?> module) {
        FunctionDefinition row = FunctionDefinitions.rows().stream()
                .filter(each -> each.name().equals(module.name()))
                .findFirst()
                .orElseThrow();
        Set<TablePartition> needed = PARTITIONS.of(graph(module));
        assertThat(row.writes())
                .as(
                        "the partitions that %s may write in FunctionDefinitions; its code needs%n.writes(%s)",
                        row.name(), needed.stream().map(TablePartition::name).collect(Collectors.joining(", ")))
                .isEqualTo(needed);
    }

    private static Map<FunctionResource, Set<String>> granted(FunctionDefinition row) {
        Map<FunctionResource, Set<String>> granted = new EnumMap<>(FunctionResource.class);
        row.grants().forEach(grant -> granted.put(grant.resource(), new TreeSet<>(grant.actions())));
        return granted;
    }

    private static String describe(Map<FunctionResource, Set<String>> grants) {
        return grants.entrySet().stream()
                .map(grant -> ".may(%s, %s)"
                        .formatted(
                                grant.getKey(),
                                grant.getValue().stream()
                                        .map(action -> '"' + action + '"')
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));
    }

    /** The analysis in {@link CallGraph} must follow calls through ports, interfaces and lambdas. */
    @Test
    void followsCallsThroughPortsInterfacesAndLambdas() {
        assertThat(SUPPLIERS.all().keySet())
                .contains("AccessStore", "SYNC_QUEUE", "ParkingQueue", "ConnectionsConfig", "LogSigningKeys");
        assertThat(SUPPLIERS.of("AccessStore")).isNotEmpty();
        CallGraph sync = reach("sync-access");
        assertThat(sync.ports()).contains("DynamoDbTable", "SYNC_QUEUE", "SecretResolver", "RateBudgetStore");
        assertThat(sync.awsCalls())
                .contains("dynamodb/DynamoDbClient.updateItem", "secretsmanager/SecretsManagerClient.getSecretValue");
        assertThat(reach("seal-ledger").awsCalls())
                .contains("kms/KmsClient.sign", "s3/S3Client.putObject", "s3/S3Client.listObjectsV2Paginator")
                .doesNotContain("sqs/SqsClient.sendMessageBatch", "sesv2/SesV2Client.sendEmail");
    }

    private static CallGraph graph(FunctionModule<?, ?> module) {
        return GRAPHS.computeIfAbsent(module.getClass(), type -> CallGraph.from(type, CLASSES, SUPPLIERS));
    }

    private static CallGraph reach(String function) {
        FunctionModule<?, ?> module = modules().stream()
                .filter(each -> each.name().equals(function))
                .findFirst()
                .orElseThrow();
        return graph(module);
    }
}
