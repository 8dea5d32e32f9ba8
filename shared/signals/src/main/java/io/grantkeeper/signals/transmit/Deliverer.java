package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.signals.stream.EventStream;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.StreamStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/**
 * Sends what waits: at least once, oldest first, and no further at a destination that does not take it now. After many
 * tries, or where the receiver says that a token is none for it, a signal is put aside with the reason.
 */
public final class Deliverer {
    /** Over two days, at most an hour apart. */
    static final int MOST_TRIES = 60;

    private static final int BATCH = 100;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 16 * 1024;
    /** RFC 8935, 2.4, and the Shared Signals Framework 1.0, 8.1.4: what no retry of the same token would mend. */
    private static final Set<String> FINAL =
            Set.of("invalid_request", "invalid_key", "invalid_issuer", "invalid_audience", "invalid_state");

    private final SignalStore store;
    private final List<EventSink> sinks;
    private final Function<String, Optional<Receiver>> receivers;
    private final HttpClient http;
    private final Clock clock;

    /** @param receivers finds one by its name */
    public Deliverer(
            SignalStore store,
            List<EventSink> sinks,
            Function<String, Optional<Receiver>> receivers,
            HttpClient http,
            Clock clock) {
        this.store = store;
        this.sinks = List.copyOf(sinks);
        this.receivers = receivers;
        this.http = http;
        this.clock = clock;
    }

    /**
     * What a run did.
     *
     * @param delivered how many were taken
     * @param failed how many destinations took no more
     * @param dead how many were put aside
     */
    public record Delivered(int delivered, int failed, int dead) {
        Delivered plus(Delivered other) {
            return new Delivered(delivered + other.delivered, failed + other.failed, dead + other.dead);
        }
    }

    private static final Delivered NOTHING = new Delivered(0, 0, 0);

    /** Delivers to all destinations; trouble with one is its own. */
    public Delivered deliver(TenantId tenant, BooleanSupplier goOn) {
        Delivered all = NOTHING;
        for (EventSink sink : sinks) {
            all = all.plus(toSink(tenant, sink, goOn));
        }
        for (EventStream stream : store.streams(tenant)) {
            if (stream.pushTo().isPresent()) {
                all = all.plus(push(tenant, stream, stream.pushTo().get(), goOn));
            }
        }
        return all;
    }

    private Delivered toSink(TenantId tenant, EventSink sink, BooleanSupplier goOn) {
        Delivered done = NOTHING;
        while (goOn.getAsBoolean()) {
            List<PendingSignal> due = store.due(tenant, sink.name(), clock.instant(), BATCH);
            if (due.isEmpty()) {
                return done;
            }
            List<Outcome> outcomes =
                    sink.send(due.stream().map(PendingSignal::body).toList());
            Delivered sent = NOTHING;
            for (int i = 0; i < due.size(); i++) {
                sent = sent.plus(ended(tenant, due.get(i), outcomes.get(i)));
            }
            done = done.plus(sent);
            if (outcomes.stream().anyMatch(Outcome.Later.class::isInstance)) {
                return done.plus(new Delivered(0, 1, 0));
            }
        }
        return done;
    }

    /** What is about the stream itself goes first, and whatever its status: that it stops is told when it has stopped. */
    private Delivered push(TenantId tenant, EventStream stream, String to, BooleanSupplier goOn) {
        Delivered done = push(tenant, stream, EventStream.aboutItself(stream.id()), to, goOn);
        return stream.status() == StreamStatus.ENABLED && done.failed() == 0
                ? done.plus(push(tenant, stream, stream.id(), to, goOn))
                : done;
    }

    private Delivered push(TenantId tenant, EventStream stream, String destination, String to, BooleanSupplier goOn) {
        Delivered done = NOTHING;
        while (goOn.getAsBoolean()) {
            List<PendingSignal> due = store.due(tenant, destination, clock.instant(), BATCH);
            if (due.isEmpty()) {
                return done;
            }
            for (PendingSignal signal : due) {
                Outcome outcome = push(stream, to, signal);
                done = done.plus(ended(tenant, signal, outcome));
                if (outcome instanceof Outcome.Later) {
                    return done.plus(new Delivered(0, 1, 0));
                }
            }
        }
        return done;
    }

    private Delivered ended(TenantId tenant, PendingSignal signal, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken _ -> {
                store.delivered(tenant, signal);
                yield new Delivered(1, 0, 0);
            }
            case Outcome.Never(String problem) -> dead(tenant, signal, problem);
            case Outcome.Later(String problem, var _)
            when signal.tries() + 1 >= MOST_TRIES ->
                dead(tenant, signal, "given up after %d tries: %s".formatted(MOST_TRIES, problem));
            case Outcome.Later(String problem, Optional<Duration> pause) -> {
                Instant next = clock.instant().plus(pause.orElseGet(() -> pause(signal.tries())));
                store.failed(tenant, signal.failed(next, problem));
                yield NOTHING;
            }
        };
    }

    private Delivered dead(TenantId tenant, PendingSignal signal, String problem) {
        store.dead(tenant, signal.failed(clock.instant(), problem));
        return new Delivered(0, 0, 1);
    }

    private static Duration pause(int tries) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 7));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private Outcome push(EventStream stream, String to, PendingSignal signal) {
        URI address = URI.create(to);
        boolean allowed = receivers
                .apply(stream.receiver())
                .filter(receiver -> receiver.hosts().contains(address.getHost().toLowerCase(Locale.ROOT)))
                .isPresent();
        if (!allowed) {
            return new Outcome.Later(
                    "the host %s is not among those declared for %s".formatted(address.getHost(), stream.receiver()),
                    Optional.of(LONGEST_PAUSE));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("content-type", "application/secevent+jwt")
                .header("accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(signal.body()));
        stream.authorization().ifPresent(value -> request.header("authorization", value));
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return outcome(address.getHost(), answer);
        } catch (IOException _) {
            return new Outcome.Later("%s cannot be reached".formatted(address.getHost()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Later("interrupted");
        }
    }

    private static Outcome outcome(String host, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new Outcome.Taken();
        }
        Optional<String> error = status == 400 ? error(answer.body()) : Optional.empty();
        if (error.filter(FINAL::contains).isPresent()) {
            return new Outcome.Never("%s refused the token: %s".formatted(host, error.get()));
        }
        return new Outcome.Later(
                "%s answered %d%s"
                        .formatted(host, status, error.map(code -> " " + code).orElse("")),
                RetryAfter.of(answer));
    }

    /** The error's code alone: a description can hold what was sent. */
    private static Optional<String> error(byte[] body) {
        if (body.length > LARGEST_ANSWER) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonTrees.read(body).path("err").asString(""))
                    .filter(code -> code.matches("[a-z_]{1,40}"));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
