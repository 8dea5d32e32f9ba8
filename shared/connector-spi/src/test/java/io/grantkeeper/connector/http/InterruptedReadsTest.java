package io.grantkeeper.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterruptedReadsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final RateLimited REFUSED = new RateLimited(Duration.ofSeconds(10), "core");

    private Instant now = NOON;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final List<String> sent = new ArrayList<>();
    private Set<Integer> refusedCalls = Set.of();
    private ConnectorProblem refusal = REFUSED;
    private Map<String, String> settings = Map.of();
    private Optional<String> credential = Optional.of("first");
    private boolean credentialIsReadable = true;
    private final InterruptedReads reads = new InterruptedReads(clock);

    private final ProviderSession session = new ProviderSession() {
        @Override
        public Connection connection() {
            return Connection.of(
                    new TenantId("acme"),
                    new ConnectionId("one"),
                    new ProviderId("plain"),
                    settings,
                    Map.of("key", "file:key"));
        }

        @Override
        public ProviderHttp http() {
            return request -> {
                sent.add(request.uri().getPath());
                if (refusedCalls.contains(sent.size())) {
                    throw new ConnectorException(refusal);
                }
                byte[] body = "%s is number %d"
                        .formatted(request.uri().getPath(), sent.size())
                        .getBytes(StandardCharsets.UTF_8);
                return new ProviderResponse(request, 200, Map.of(), body);
            };
        }

        @Override
        public Optional<Secret> credential(String name) throws ConnectorException {
            if (!credentialIsReadable) {
                throw new ConnectorException(new ConnectorProblem.Unavailable("the secret cannot be read"));
            }
            return credential.map(Secret::of);
        }

        @Override
        public Clock clock() {
            return clock;
        }
    };

    private static String call(ProviderSession through, String path) throws ConnectorException {
        ProviderRequest request = ProviderRequest.get(URI.create("https://api.plain.example" + path), "core", "token");
        return new String(through.http().send(request).body(), StandardCharsets.UTF_8);
    }

    /** Reads a page that requests a listing, two details, and the listing again. */
    private List<String> page(String listing) throws ConnectorException {
        return reads.read(listing, "first", session, through -> {
            List<String> answers = new ArrayList<>();
            for (String path : List.of("/list", "/a", "/b", "/list")) {
                answers.add(call(through, path));
            }
            return answers;
        });
    }

    private void isInterrupted(String listing) {
        assertThatThrownBy(() -> page(listing)).isInstanceOf(ConnectorException.class);
    }

    @Test
    void continuesPageWithCallThatFailed() throws ConnectorException {
        refusedCalls = Set.of(3);
        isInterrupted("r1");
        assertThat(page("r1"))
                .containsExactly("/list is number 1", "/a is number 2", "/b is number 4", "/list is number 5");
        assertThat(sent).containsExactly("/list", "/a", "/b", "/b", "/list");
    }

    @Test
    void completesPageThatNeedsMoreCallsThanProviderAcceptsAtOnce() throws ConnectorException {
        refusedCalls = Set.of(2, 4, 6);
        for (int attempt = 0; attempt < 3; attempt++) {
            isInterrupted("r1");
        }
        assertThat(page("r1")).hasSize(4);
        assertThat(sent).as("4 calls and 3 refusals").hasSize(7);
    }

    @Test
    void repeatsEveryCallAfterPageWasReadCompletely() throws ConnectorException {
        assertThat(page("r1")).isNotEqualTo(page("r1"));
        assertThat(sent).hasSize(8);
    }

    @Test
    void reportsTimeOfFirstCallOfInterruptedPage() throws ConnectorException {
        assertThat(reads.since("r1", "first", session)).isEmpty();
        refusedCalls = Set.of(3, 4);
        isInterrupted("r1");
        now = NOON.plusSeconds(20);
        isInterrupted("r1");
        assertThat(reads.since("r1", "first", session)).contains(NOON);
        assertThat(page("r1")).hasSize(4);
        assertThat(reads.since("r1", "first", session)).isEmpty();
    }

    @Test
    void doesNotReuseResponseFromAnotherPass() throws ConnectorException {
        refusedCalls = Set.of(3);
        isInterrupted("r1");
        assertThat(page("r2")).startsWith("/list is number 4");
        reads.forget("r1");
        assertThat(page("r1")).startsWith("/list is number 8");
    }

    /** With some providers, only the credential determines whose data a call returns. */
    @Test
    void doesNotReuseResponseForAnotherCredential() throws ConnectorException {
        refusedCalls = Set.of(3);
        isInterrupted("r1");
        credential = Optional.of("of another account");
        assertThat(reads.since("r1", "first", session)).isEmpty();
        assertThat(page("r1")).startsWith("/list is number 4");
    }

    @Test
    void doesNotReuseResponseReceivedWithOtherSettings() throws ConnectorException {
        refusedCalls = Set.of(3);
        isInterrupted("r1");
        settings = Map.of("customer", "another");
        assertThat(reads.since("r1", "first", session)).isEmpty();
        assertThat(page("r1")).startsWith("/list is number 4");
    }

    @Test
    void readsPageEvenIfUnrelatedCredentialCannotBeRead() throws ConnectorException {
        credentialIsReadable = false;
        refusedCalls = Set.of(3);
        isInterrupted("r1");
        assertThat(page("r1")).startsWith("/list is number 1");
    }

    @Test
    void doesNotReuseResponseOlderThanAnHour() throws ConnectorException {
        refusedCalls = Set.of(3);
        isInterrupted("r1");
        now = NOON.plus(Duration.ofMinutes(61));
        assertThat(page("r1")).startsWith("/list is number 4");
    }

    @Test
    void doesNotReuseResponseAfterPermanentProblem() throws ConnectorException {
        refusedCalls = Set.of(3);
        refusal = new UnexpectedResponse("not JSON");
        isInterrupted("r1");
        assertThat(page("r1")).startsWith("/list is number 4");
    }

    @Test
    void sendsNonIdempotentCallsAgainInsteadOfReusingTheirResponses() throws ConnectorException {
        refusedCalls = Set.of(2);
        InterruptedReads.PageRead<String> change = through -> {
            ProviderRequest request = ProviderRequest.mutation(
                    ProviderRequest.Method.POST,
                    URI.create("https://api.plain.example/ticket"),
                    "core",
                    "token",
                    null,
                    false);
            String ticket = new String(through.http().send(request).body(), StandardCharsets.UTF_8);
            return ticket + ", " + call(through, "/a");
        };
        assertThatThrownBy(() -> reads.read("r1", "first", session, change)).isInstanceOf(ConnectorException.class);
        assertThat(reads.read("r1", "first", session, change)).isEqualTo("/ticket is number 3, /a is number 4");
    }
}
