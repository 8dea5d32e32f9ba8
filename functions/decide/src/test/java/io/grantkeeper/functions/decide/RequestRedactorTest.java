package io.grantkeeper.functions.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.store.testkit.ModelSamples;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRedactorTest {
    private static String redacted(String text) {
        AccessRequest request = new AccessRequest(
                AuthZenEntity.of("agent", "a"),
                "read",
                Map.of(),
                AuthZenEntity.of("calendar", "c"),
                Map.of("note", AttributeValue.of(text)),
                List.of(),
                ModelSamples.NOON);
        return RequestRedactor.of(request).context().get("note").toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJub25l.eyJzdWIiOiJh",
                "see eyJhbGciOiJub25l.eyJzdWIiOiJh.c2ln for more",
                "token_eyJhbGciOiJub25l.eyJzdWIiOiJh",
                "aeyJ-eyJhbGciOiJub25l.eyJzdWIiOiJh",
                "https://host/?t=eyJhbGciOiJub25l.eyJzdWIiOiJh",
                "sk-abcdefghijklmnop1234",
                "ghp_abcdefghijklmnopqrst",
                "pk_abcdefghijklmnop",
                "rk_abcdefghijklmnop",
                "gho_abcdefghijklmnopqrst",
                "github_pat_abcdefghijklmnopqrst",
                "xoxb-0123456789",
                "AKIAIOSFODNN7EXAMPLE",
                "ASIAIOSFODNN7EXAMPLE",
                "AIzaabcdefghijklmnopqrstuvwxyzabcd",
                "Bearer abcdefghijklmnopq",
                "-----BEGIN PRIVATE KEY-----",
                "basic user:pass"
            })
    void omitsSecrets(String text) {
        assertThat(redacted(text)).contains("[left out]").doesNotContain(text);
    }

    @Test
    void omitsSecretsFromEveryPartOfRequest() {
        String secret = "sk-abcdefghijklmnop1234";
        Map<String, AttributeValue> members = Map.of(
                "note",
                AttributeValue.of(secret),
                secret,
                AttributeValue.of(1),
                "list",
                new AttributeValue.ListValue(List.of(AttributeValue.of(secret))),
                "object",
                new AttributeValue.ObjectValue(
                        Map.of("inner", AttributeValue.of(secret), secret, AttributeValue.of(1))));
        AccessRequest request = new AccessRequest(
                new AuthZenEntity(secret, secret, members),
                secret,
                members,
                new AuthZenEntity(secret, secret, members),
                members,
                List.of("alice", secret),
                ModelSamples.NOON);
        assertThat(RequestRedactor.of(request).toString())
                .contains("alice", "[left out]")
                .doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eyJ", "eyJhbGciOiJub25l", "keyJhbGciOiJub25l.eyJz", "a.b.c", "sk-short", "the bearer of news"})
    void retainsTextWithoutSecrets(String text) {
        assertThat(redacted(text)).contains(text);
    }

    @Test
    void handlesLongestTextInLinearTime() {
        for (String part : List.of("eyJ", "-eyJaaaaaaaa", "eyJaaaaaaaa-", "sk-", "xoxb-", "bearer ", "a")) {
            String text = part.repeat(64 * 1024 / part.length());
            // The CPU time of the thread does not depend on what else the machine does.
            long nanos = assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> {
                        redacted(text);
                        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    },
                    part);
            assertThat(Duration.ofNanos(nanos)).as(part).isLessThan(Duration.ofSeconds(1));
        }
    }
}
