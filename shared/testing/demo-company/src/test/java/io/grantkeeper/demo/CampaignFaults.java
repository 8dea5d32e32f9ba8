package io.grantkeeper.demo;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.http.SimulatedFault;
import io.grantkeeper.simulator.http.SimulatorRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random provider faults on one day, and random inconsistencies in the providers' listings. */
final class CampaignFaults {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final ProviderSimulator simulator;
    private final Random random;

    CampaignFaults(ProviderSimulator simulator, Random random) {
        this.simulator = simulator;
        this.random = random;
    }

    /**
     * Schedules faults for the next sweep.
     *
     * @param change makes a change in a tenant; called while listings are read
     * @param flip changes many grants, or reverts that change; called while listings are read
     */
    void schedule(Runnable change, Runnable flip) {
        if (random.nextBoolean()) {
            throttle();
        }
        if (random.nextInt(3) == 0) {
            Instant end = simulator.clock().instant().plus(Duration.ofMinutes(1 + random.nextInt(30)));
            SimulatedFault outage = SimulatedFault.status(500 + random.nextInt(4));
            simulator.faults().onEveryCall(2 + random.nextInt(9), () -> now().isBefore(end), outage);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            simulator.faults().onCall(1 + random.nextInt(120), broken());
        }
        if (random.nextInt(3) == 0) {
            simulator
                    .entraDouble()
                    .throttleInBatches(2 + random.nextInt(9), Duration.ofSeconds(1 + random.nextInt(60)));
        }
        traps(change, flip);
    }

    private void traps(Runnable change, Runnable flip) {
        shuffle();
        if (random.nextBoolean()) {
            simulator.traps().pagesOf(1 + random.nextInt(8));
        }
        if (random.nextBoolean()) {
            simulator.traps().changeBetweenPages(1 + random.nextInt(9), change);
        }
        if (random.nextBoolean()) {
            simulator.traps().pagesOf(2 + random.nextInt(6));
            simulator.traps().hideRows(1 + random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            simulator.traps().repeatRows(1 + random.nextInt(4));
        }
        if (random.nextInt(3) == 0) {
            simulator.traps().disagreeingTotals(1 + random.nextInt(4));
        }
        if (random.nextInt(3) == 0) {
            simulator.traps().pagesOf(1 + random.nextInt(4));
            simulator.traps().repeatRows(1);
            simulator.traps().changeBetweenPages(1, flip);
        } else if (random.nextInt(3) == 0) {
            simulator.traps().disagreeingTotals(0);
            simulator.traps().pagesOf(2 + random.nextInt(6));
            simulator.traps().replaceRows();
        }
    }

    /** Shuffles the rows of each page, without any fault. */
    void shuffle() {
        simulator.traps().shuffleRows(random.nextLong());
    }

    /** Removes all faults and inconsistencies. */
    void end() {
        simulator.faults().clear();
        simulator.traps().clear();
        simulator.entraDouble().throttleInBatches(0, Duration.ZERO);
    }

    private void throttle() {
        Instant end = now().plus(Duration.ofMinutes(1 + random.nextInt(12)));
        int wait = 1 + random.nextInt(40);
        simulator
                .faults()
                .onEveryCall(2 + random.nextInt(12), () -> now().isBefore(end), request -> refusal(request, wait));
    }

    private Instant now() {
        return simulator.clock().instant();
    }

    private SimulatedFault broken() {
        return switch (random.nextInt(6)) {
            case 0 -> new SimulatedFault.Truncated();
            case 1 -> new SimulatedFault.Reset();
            case 2 -> new SimulatedFault.NotJson();
            case 3 -> SimulatedFault.status(401);
            case 4 -> SimulatedFault.status(400);
            default -> SimulatedFault.status(503);
        };
    }

    /** Refuses a call in the format of its provider. */
    private SimulatedFault refusal(SimulatorRequest request, int seconds) {
        String wait = Integer.toString(seconds);
        String reset = Long.toString(now().getEpochSecond() + seconds);
        URI base = URI.create(request.baseUri());
        if (isAt(base, simulator.github())) {
            return seconds % 2 == 0
                    ? SimulatedFault.gitHubSecondaryLimit(Duration.ofSeconds(seconds))
                    : answer(
                            403,
                            Map.of(
                                    "x-ratelimit-limit",
                                    "5000",
                                    "x-ratelimit-remaining",
                                    "0",
                                    "x-ratelimit-reset",
                                    reset),
                            "{\"message\":\"API rate limit exceeded\"}");
        }
        if (isAt(base, simulator.google())) {
            return seconds % 2 == 0 ? SimulatedFault.googleUnavailable() : answer(403, Map.of(), """
                {"error":{"code":403,"message":"Rate limit","errors":[
                {"message":"Rate limit","domain":"usageLimits","reason":"rateLimitExceeded"}]}}\
                """);
        }
        if (isAt(base, simulator.slack().api())) {
            return answer(429, Map.of("Retry-After", wait), "{\"ok\":false,\"error\":\"ratelimited\"}");
        }
        if (isAt(base, simulator.okta())) {
            return answer(
                    429,
                    Map.of("x-rate-limit-limit", "600", "x-rate-limit-remaining", "0", "x-rate-limit-reset", reset),
                    "{\"errorCode\":\"E0000047\",\"errorSummary\":\"API call exceeded rate limit\"}");
        }
        if (isAt(base, simulator.openAi())) {
            return answer(
                    429,
                    Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", wait + "s"),
                    "{\"error\":{\"type\":\"requests\",\"code\":\"rate_limit_exceeded\",\"message\":\"Rate limit\"}}");
        }
        if (isAt(base, simulator.anthropic())) {
            return answer(
                    429,
                    Map.of("retry-after", wait),
                    "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Rate limit\"}}");
        }
        return answer(
                429,
                Map.of("Retry-After", wait),
                "{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"Too many requests\"}}");
    }

    private static boolean isAt(URI base, URI provider) {
        return base.getPort() == provider.getPort();
    }

    private static SimulatedFault answer(int status, Map<String, String> headers, String body) {
        Map<String, String> all = new TreeMap<>(JSON);
        all.putAll(headers);
        return new SimulatedFault.Answer(status, all, body);
    }
}
