package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.outbound.BoundedHttpCall;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.signals.stream.StreamStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/**
 * Delivers pending signals at least once, oldest first. If a destination cannot currently accept a signal, the
 * destination's later signals wait. A signal is moved to the dead-letter list, with the reason, if too many attempts
 * have failed or the receiver permanently rejects its security event token.
 */
public final class SignalDeliverer {
    /**
     * The maximum number of attempts to deliver a signal. With delays of at most one hour, this many attempts take more
     * than two days.
     */
    static final int MAX_TRIES = 60;

    private static final int BATCH = 100;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration MAX_PAUSE = Duration.ofHours(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** The maximum time that one destination may take in a run. Its remaining signals wait for the next run. */
    private static final Duration PER_RUN = Duration.ofSeconds(20);

    private static final Duration CHECK = Duration.ofMillis(100);
    private static final int MAX_ANSWER = 16 * 1024;
    private static final int BAD_REQUEST = 400;
    /**
     * Error codes with which a receiver indicates that sending the same token again cannot succeed (RFC 8935, section
     * 2.4, and Shared Signals Framework 1.0, section 8.1.4).
     */
    private static final Set<String> FINAL =
            Set.of("invalid_request", "invalid_key", "invalid_issuer", "invalid_audience", "invalid_state");

    private final SignalStore store;
    private final List<OcsfSink> sinks;
    private final Function<String, Optional<SignalReceiver>> receivers;
    private final HttpClient http;
    private final Clock clock;

    /**
     * Creates a deliverer.
     *
     * @param receivers returns the receiver with the given name; empty if none with this name is configured
     */
    public SignalDeliverer(
            SignalStore store,
            List<OcsfSink> sinks,
            Function<String, Optional<SignalReceiver>> receivers,
            HttpClient http,
            Clock clock) {
        this.store = store;
        this.sinks = List.copyOf(sinks);
        this.receivers = receivers;
        this.http = http;
        this.clock = clock;
    }

    /**
     * The result of a run.
     *
     * @param delivered the number of signals that were accepted
     * @param failed the number of destinations that temporarily could not accept a signal
     * @param dead the number of signals moved to the dead-letter list
     */
    public record Delivered(int delivered, int failed, int dead) {
        Delivered plus(Delivered other) {
            return new Delivered(delivered + other.delivered, failed + other.failed, dead + other.dead);
        }
    }

    private static final Delivered NOTHING = new Delivered(0, 0, 0);

    /**
     * Delivers to all destinations concurrently, until {@code shouldContinue} returns false or 20 seconds have passed.
     * A failing or slow destination does not affect the others.
     */
    public Delivered deliver(TenantId tenant, BooleanSupplier shouldContinue) {
        long until = System.nanoTime() + PER_RUN.toNanos();
        AtomicBoolean mayContinue = new AtomicBoolean(shouldContinue.getAsBoolean());
        BooleanSupplier inTime = () -> System.nanoTime() < until && mayContinue.get();
        List<Supplier<Delivered>> destinations = new ArrayList<>();
        sinks.forEach(sink -> destinations.add(() -> deliverToSink(tenant, sink, inTime)));
        for (SignalStream stream : store.streams(tenant)) {
            stream.pushTo().ifPresent(to -> destinations.add(() -> push(tenant, stream, to, inTime)));
        }
        return deliver(destinations, () -> mayContinue.set(shouldContinue.getAsBoolean()));
    }

    /**
     * Delivers to each destination on a separate thread.
     *
     * @param check checks whether delivery may continue, and makes the result available to the other threads; runs on
     *     the calling thread, because only this thread belongs to the invocation
     */
    private static Delivered deliver(List<Supplier<Delivered>> destinations, Runnable check) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Delivered>> running = destinations.stream()
                    .map(destination -> CompletableFuture.supplyAsync(destination, threads))
                    .toList();
            CompletableFuture<Void> done = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
            while (!isDone(done)) {
                check.run();
            }
            Delivered all = NOTHING;
            for (CompletableFuture<Delivered> one : running) {
                all = all.plus(one.join());
            }
            return all;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return NOTHING;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static boolean isDone(CompletableFuture<Void> done) throws InterruptedException {
        try {
            done.get(CHECK.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException _) {
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    private Delivered deliverToSink(TenantId tenant, OcsfSink sink, BooleanSupplier shouldContinue) {
        Delivered done = NOTHING;
        while (shouldContinue.getAsBoolean()) {
            List<PendingSignal> due = store.due(tenant, sink.name(), clock.instant(), BATCH);
            if (due.isEmpty()) {
                return done;
            }
            List<DeliveryOutcome> outcomes =
                    sink.send(due.stream().map(PendingSignal::body).toList());
            Delivered sent = NOTHING;
            for (int i = 0; i < due.size(); i++) {
                sent = sent.plus(recordOutcome(tenant, due.get(i), outcomes.get(i)));
            }
            done = done.plus(sent);
            if (outcomes.stream().anyMatch(DeliveryOutcome.RetryLater.class::isInstance)) {
                return done.plus(new Delivered(0, 1, 0));
            }
        }
        return done;
    }

    /**
     * Pushes the signals of a stream. Signals that report changes to the stream itself are pushed first, regardless of
     * the stream's status, so that the receiver learns when the stream has stopped.
     */
    private Delivered push(TenantId tenant, SignalStream stream, String to, BooleanSupplier shouldContinue) {
        Delivered done = push(tenant, stream, SignalStream.selfDestination(stream.id()), to, shouldContinue);
        return stream.status() == StreamStatus.ENABLED && done.failed() == 0
                ? done.plus(push(tenant, stream, stream.id(), to, shouldContinue))
                : done;
    }

    private Delivered push(
            TenantId tenant, SignalStream stream, String destination, String to, BooleanSupplier shouldContinue) {
        Delivered done = NOTHING;
        while (shouldContinue.getAsBoolean()) {
            List<PendingSignal> due = store.due(tenant, destination, clock.instant(), BATCH);
            if (due.isEmpty()) {
                return done;
            }
            for (PendingSignal signal : due) {
                DeliveryOutcome outcome = push(stream, to, signal);
                done = done.plus(recordOutcome(tenant, signal, outcome));
                if (outcome instanceof DeliveryOutcome.RetryLater) {
                    return done.plus(new Delivered(0, 1, 0));
                }
            }
        }
        return done;
    }

    private Delivered recordOutcome(TenantId tenant, PendingSignal signal, DeliveryOutcome outcome) {
        return switch (outcome) {
            case DeliveryOutcome.Accepted _ -> {
                store.delivered(tenant, signal);
                yield new Delivered(1, 0, 0);
            }
            case DeliveryOutcome.Rejected(String problem) -> dead(tenant, signal, problem);
            case DeliveryOutcome.RetryLater(String problem, var _)
            when signal.tries() + 1 >= MAX_TRIES ->
                dead(tenant, signal, "abandoned after %d attempts: %s".formatted(MAX_TRIES, problem));
            case DeliveryOutcome.RetryLater(String problem, Optional<Duration> pause) -> {
                Instant next = clock.instant().plus(pause.orElseGet(() -> backoff(signal.tries())));
                store.failed(tenant, signal.failed(next, problem));
                yield NOTHING;
            }
        };
    }

    private Delivered dead(TenantId tenant, PendingSignal signal, String problem) {
        store.dead(tenant, signal.failed(clock.instant(), problem));
        return new Delivered(0, 0, 1);
    }

    private static Duration backoff(int tries) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 7));
        return doubled.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : doubled;
    }

    private DeliveryOutcome push(SignalStream stream, String to, PendingSignal signal) {
        URI address = URI.create(to);
        boolean allowed = receivers
                .apply(stream.receiver())
                .filter(receiver -> receiver.hosts().contains(address.getHost().toLowerCase(Locale.ROOT)))
                .isPresent();
        if (!allowed) {
            return new DeliveryOutcome.RetryLater(
                    "the host %s is not declared for %s; add it to the receiver's hosts"
                            .formatted(address.getHost(), stream.receiver()),
                    Optional.of(MAX_PAUSE));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("content-type", "application/secevent+jwt")
                .header("accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(signal.body()));
        stream.authorization().ifPresent(value -> request.header("authorization", value));
        try {
            HttpResponse<byte[]> answer = BoundedHttpCall.send(
                    http, request.build(), status -> status == BAD_REQUEST ? MAX_ANSWER + 1 : 0, TIMEOUT);
            return outcome(address.getHost(), answer);
        } catch (IOException _) {
            return new DeliveryOutcome.RetryLater("cannot connect to %s".formatted(address.getHost()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new DeliveryOutcome.RetryLater("interrupted");
        }
    }

    private static DeliveryOutcome outcome(String host, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new DeliveryOutcome.Accepted();
        }
        Optional<String> error = status == BAD_REQUEST ? error(answer.body()) : Optional.empty();
        if (error.filter(FINAL::contains).isPresent()) {
            return new DeliveryOutcome.Rejected("%s rejected the token: %s".formatted(host, error.get()));
        }
        return new DeliveryOutcome.RetryLater(
                "%s answered %d%s"
                        .formatted(host, status, error.map(code -> " " + code).orElse("")),
                RetryAfterHeader.of(answer));
    }

    /**
     * Returns the error code in a receiver's response; empty if there is none. The error description is ignored,
     * because it may contain the sent data.
     */
    private static Optional<String> error(byte[] body) {
        if (body.length > MAX_ANSWER) {
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
