package io.grantkeeper.aws.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;

@DisplayName("A call that DynamoDB Local ended because a lock took too long")
class LockRetryingDynamoDbClientTest {
    private static final String LOCK_TIMEOUT =
            "This action timed out because it too long waiting for a lock. This request will succeed in actual DynamoDB API";
    private static final ListTablesResponse RESPONSE =
            ListTablesResponse.builder().tableNames("grants").build();

    private final Deque<Object> results = new ArrayDeque<>();

    private static RuntimeException error(String message) {
        return InternalServerErrorException.builder().message(message).build();
    }

    private DynamoDbClient client() {
        return LockRetryingDynamoDbClient.of((DynamoDbClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, _, _) -> {
                    if (results.remove() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    return RESPONSE;
                }));
    }

    @Test
    void repeatsCallThatFailsBecauseLockTimesOut() {
        results.addAll(List.of(error(LOCK_TIMEOUT), error(LOCK_TIMEOUT), RESPONSE));
        assertThat(client().listTables().tableNames()).containsExactly("grants");
        assertThat(results).isEmpty();
    }

    @Test
    void reportsLockTimeoutAfterTenAttempts() {
        for (int i = 0; i < 11; i++) {
            results.add(error(LOCK_TIMEOUT));
        }
        assertThatThrownBy(() -> client().listTables()).hasMessageContaining("waiting for a lock");
        assertThat(results).as("one of eleven was not needed").hasSize(1);
    }

    @Test
    void doesNotRepeatCallThatFailsForAnotherReason() {
        results.addAll(List.of(error("internal failure"), RESPONSE));
        assertThatThrownBy(() -> client().listTables()).hasMessageContaining("internal failure");
        assertThat(results).hasSize(1);
    }
}
