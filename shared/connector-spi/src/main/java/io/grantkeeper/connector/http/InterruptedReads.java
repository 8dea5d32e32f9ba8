package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cache of the responses that were received for a page before a rate limit or an outage interrupted the read. The
 * next attempt at the page gets these responses and continues with the call that failed, so that a page completes even
 * if it needs more calls than the provider accepts at a time.
 *
 * <p>Responses are kept only in memory, because they can contain personal data and, at some providers, secrets. They
 * are bounded in bytes and in age. An attempt in another process makes all calls of the page.
 */
public final class InterruptedReads {
    private static final long MAX_BYTES = 32L * 1024 * 1024;
    /** The assumed size of a request and of the headers of its response. */
    private static final long OVERHEAD = 4L * 1024;

    private static final Duration MAX_AGE = Duration.ofHours(1);

    /** Reads one page through a session. */
    @FunctionalInterface
    public interface PageRead<T> {
        T through(ProviderSession session) throws ConnectorException;
    }

    private record PageKey(String listing, String page, DataSource source) {}

    /**
     * The connection and the credentials, which together determine whose data a call returns. With some providers, only
     * the credential determines this, not the URL.
     *
     * @param credentials the digest of each credential; empty if it is missing or cannot be read
     */
    private record DataSource(Connection connection, Map<String, String> credentials) {
        static DataSource of(ProviderSession session) {
            Map<String, String> digests = new HashMap<>();
            for (String name : session.connection().credentials().keySet()) {
                digests.put(name, digest(session, name));
            }
            return new DataSource(session.connection(), digests);
        }

        /**
         * Returns the digest of a credential. Returns an empty string if the credential is missing or cannot be read,
         * because not every credential is needed for reading.
         */
        private static String digest(ProviderSession session, String name) {
            try {
                Optional<Secret> secret = session.credential(name);
                return secret.isEmpty()
                        ? ""
                        : HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256")
                                        .digest(secret.get().revealBytes()));
            } catch (ConnectorException _) {
                return "";
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("SHA-256 is not available in this Java runtime", e);
            }
        }
    }

    private record ReceivedResponse(ProviderRequest request, ProviderResponse response) {}

    /**
     * A page whose read was interrupted, with the responses received so far.
     *
     * @param since when its first call was made
     */
    private record InterruptedPage(Instant since, List<ReceivedResponse> responses) {
        private InterruptedPage {
            responses = List.copyOf(responses);
        }

        private long bytes() {
            return responses.stream()
                    .mapToLong(received -> OVERHEAD + received.response().body().length)
                    .sum();
        }
    }

    private final Clock clock;
    private final Map<PageKey, InterruptedPage> kept = new LinkedHashMap<>();
    private long bytes;

    public InterruptedReads(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads a page and, if the previous attempt at it was interrupted, continues that attempt. If the connection's
     * settings or credentials have changed, this method makes all calls again.
     *
     * @param listing the name of one pass over a listing; a later pass has another name, or {@link #forget} is called
     *     before it
     * @param page the name of the page in the listing
     */
    public <T> T read(String listing, String page, ProviderSession session, PageRead<T> read)
            throws ConnectorException {
        PageKey key = new PageKey(listing, page, DataSource.of(session));
        RememberingSession attempt = new RememberingSession(
                session, take(key).orElseGet(() -> new InterruptedPage(clock.instant(), List.of())));
        try {
            return read.through(attempt);
        } catch (ConnectorException e) {
            if (isTemporary(e.problem())) {
                keep(key, attempt.soFar());
            }
            throw e;
        }
    }

    /** Returns when the first call of a page was made, if an attempt at the page was interrupted. */
    public Optional<Instant> since(String listing, String page, ProviderSession session) {
        return isEmpty() ? Optional.empty() : since(new PageKey(listing, page, DataSource.of(session)));
    }

    private synchronized boolean isEmpty() {
        removeExpired();
        return kept.isEmpty();
    }

    private synchronized Optional<Instant> since(PageKey key) {
        return Optional.ofNullable(kept.get(key)).map(InterruptedPage::since);
    }

    /** Discards all responses of a listing, because it is read again from its beginning. */
    public synchronized void forget(String listing) {
        kept.keySet().stream()
                .filter(key -> key.listing().equals(listing))
                .toList()
                .forEach(this::remove);
    }

    private static boolean isTemporary(ConnectorProblem problem) {
        return problem instanceof RateLimited || problem instanceof Unavailable;
    }

    private synchronized Optional<InterruptedPage> take(PageKey key) {
        removeExpired();
        Optional<InterruptedPage> page = Optional.ofNullable(kept.get(key));
        remove(key);
        return page;
    }

    private synchronized void keep(PageKey key, InterruptedPage page) {
        remove(key);
        if (page.responses().isEmpty() || page.bytes() > MAX_BYTES / 2) {
            return;
        }
        kept.put(key, page);
        bytes += page.bytes();
        while (bytes > MAX_BYTES) {
            remove(kept.keySet().iterator().next());
        }
    }

    private void removeExpired() {
        Instant oldest = clock.instant().minus(MAX_AGE);
        kept.entrySet().stream()
                .filter(entry -> entry.getValue().since().isBefore(oldest))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::remove);
    }

    private void remove(PageKey key) {
        InterruptedPage removed = kept.remove(key);
        if (removed != null) {
            bytes -= removed.bytes();
        }
    }

    /**
     * A session that returns the responses of the interrupted attempt before it makes calls. If a page sends the same
     * request several times, each occurrence gets its own response. Calls for authentication do not go through this
     * session.
     */
    private static final class RememberingSession implements ProviderSession {
        private final ProviderSession session;
        private final Instant since;
        private final Map<ProviderRequest, Deque<ProviderResponse>> earlier = new HashMap<>();
        private final List<ReceivedResponse> responses = new ArrayList<>();
        private long size;

        RememberingSession(ProviderSession session, InterruptedPage interrupted) {
            this.session = session;
            this.since = interrupted.since();
            for (ReceivedResponse received : interrupted.responses()) {
                earlier.computeIfAbsent(received.request(), _ -> new ArrayDeque<>())
                        .add(received.response());
            }
        }

        synchronized InterruptedPage soFar() {
            return new InterruptedPage(since, responses);
        }

        @Override
        public ProviderHttp http() {
            return this::send;
        }

        private ProviderResponse send(ProviderRequest request) throws ConnectorException {
            Optional<ProviderResponse> received = next(request);
            ProviderResponse response =
                    received.isPresent() ? received.get() : session.http().send(request);
            if (request.idempotent()) {
                remember(request, response);
            }
            return response;
        }

        private synchronized Optional<ProviderResponse> next(ProviderRequest request) {
            Deque<ProviderResponse> left = earlier.get(request);
            return left == null ? Optional.empty() : Optional.ofNullable(left.poll());
        }

        private synchronized void remember(ProviderRequest request, ProviderResponse response) {
            size += OVERHEAD + response.body().length;
            if (size > MAX_BYTES / 2) {
                responses.clear(); // too large to keep, so the next attempt makes all calls
            } else {
                responses.add(new ReceivedResponse(request, response));
            }
        }

        @Override
        public Connection connection() {
            return session.connection();
        }

        @Override
        public Optional<Secret> credential(String name) throws ConnectorException {
            return session.credential(name);
        }

        @Override
        public Clock clock() {
            return session.clock();
        }

        @Override
        public String toString() {
            return session.toString();
        }
    }
}
