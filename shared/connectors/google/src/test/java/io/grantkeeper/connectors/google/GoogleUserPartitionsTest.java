package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.testkit.ScriptedSession;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoogleUserPartitionsTest {
    private static final long FIRST_ID = 1_100_110_011_001_100L;

    @Test
    void assignsUserToStableBucket() {
        assertThat(GoogleUserPartitions.bucketOf("110011001100110011001")).isEqualTo("users-6f");
        assertThat(IntStream.range(0, 20_000)
                        .mapToObj(i -> GoogleUserPartitions.bucketOf("10" + i))
                        .distinct())
                .hasSize(256);
    }

    @Test
    void plansEachUserInOneBucketAndKeepsKnownEmptyBucket() throws ConnectorException {
        ScriptedSession script =
                GoogleScript.session().withResponse("GET /users?", users(LongStream.range(FIRST_ID, FIRST_ID + 300)));

        List<Partition> planned = GoogleUserPartitions.plan(script, GoogleTokensStream.ID, Set.of("users-zz"));

        assertThat(planned).extracting(Partition::id).contains("users-zz").doesNotHaveDuplicates();
        List<String> users = planned.stream()
                .flatMap(partition -> GoogleUserPartitions.users(partition).stream())
                .toList();
        assertThat(users).hasSize(300).doesNotHaveDuplicates();
        for (Partition partition : planned) {
            assertThat(GoogleUserPartitions.users(partition))
                    .allSatisfy(user ->
                            assertThat(GoogleUserPartitions.bucketOf(user)).isEqualTo(partition.id()));
        }
    }

    @Test
    void plansSamePartitionsForUsersInAnyOrder() throws ConnectorException {
        ScriptedSession forwards =
                GoogleScript.session().withResponse("GET /users?", users(LongStream.range(FIRST_ID, FIRST_ID + 300)));
        ScriptedSession backwards = GoogleScript.session()
                .withResponse("GET /users?", users(LongStream.range(0, 300).map(i -> FIRST_ID + 299 - i)));
        assertThat(GoogleUserPartitions.plan(backwards, GoogleTokensStream.ID, Set.of()))
                .isEqualTo(GoogleUserPartitions.plan(forwards, GoogleTokensStream.ID, Set.of()));
    }

    @Test
    void rejectsBucketThatExceedsMessageSize() {
        String bucket = GoogleUserPartitions.bucketOf(Long.toString(FIRST_ID));
        LongStream same = LongStream.iterate(FIRST_ID, id -> id + 1)
                .filter(id -> GoogleUserPartitions.bucketOf(Long.toString(id)).equals(bucket))
                .limit(11_000);
        ScriptedSession script = GoogleScript.session().withResponse("GET /users?", users(same));

        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class, () -> GoogleUserPartitions.plan(script, GoogleTokensStream.ID, Set.of()));
        assertThat(refused.problem()).isInstanceOf(Misconfigured.class);
        assertThat(refused).hasMessageContaining("11000 users");
    }

    private static String users(LongStream ids) {
        Stream<String> users = ids.mapToObj(id -> "{\"id\":\"%d\",\"suspended\":%s}".formatted(id, id % 10 == 0));
        return "{\"kind\":\"admin#directory#users\",\"users\":[" + users.collect(Collectors.joining(",")) + "]}";
    }
}
