package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Simulates ordinary days: people sign in, apps call APIs, and tokens are used. Apps that were passed to {@code
 * silence} stay inactive.
 */
final class OrdinaryDays {

    /** The number of days before the start for which the demo company has past usage. */
    private static final int PAST_DAYS = 45;

    private static final int EVERY = 4;

    private final Random random;
    private final int oneIn;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    /**
     * Creates a simulation in which only some people are active each day, so that large companies remain cheap to
     * simulate.
     *
     * @param oneIn one out of this many people is active each day
     */
    OrdinaryDays(long seed, int oneIn) {
        this.random = new Random(seed);
        this.oneIn = oneIn;
    }

    void silence(String clientIdOrSlug) {
        silent.add(clientIdOrSlug);
    }

    void simulate(Company company, Instant startOfDay, List<SimulatedEvent> facts) {
        for (CompanyPerson person : company.people().active()) {
            if (random.nextInt(oneIn) != 0) {
                continue;
            }
            company.onGoogle().login(person, at(startOfDay));
            for (GoogleGrant grant : company.google().grantsOf(person.id())) {
                if (!silent.contains(grant.app().clientId()) && random.nextInt(3) == 0) {
                    use(company, person, grant, at(startOfDay));
                }
            }
        }
        for (GitHubInstallation installation : company.gitHub().installations().all()) {
            if (installation.suspendedAt().isEmpty() && !silent.contains(installation.slug())) {
                long before = company.gitHub()
                        .usage()
                        .find("installation/" + installation.id())
                        .map(GitHubApiUsage::requests)
                        .orElse(0L);
                company.gitHub()
                        .usage()
                        .put(new GitHubApiUsage(
                                "installation",
                                installation.id(),
                                installation.slug(),
                                before + random.nextInt(500),
                                at(startOfDay)));
            }
        }
        for (PersonalAccessToken token : company.gitHub().tokens().all()) {
            if (random.nextInt(oneIn * 2) == 0 && token.lastUsedAt().isPresent() && !expired(token, startOfDay)) {
                company.gitHub().tokens().update(token.id(), found -> found.used(at(startOfDay)));
            }
        }
    }

    private static boolean expired(PersonalAccessToken token, Instant startOfDay) {
        return token.expiresAt().filter(end -> end.isBefore(startOfDay)).isPresent();
    }

    private void use(Company company, CompanyPerson person, GoogleGrant grant, Instant at) {
        long bytes = random.nextInt(80_000);
        List<String> calls = calls(grant);
        if (!calls.isEmpty()) {
            call(company, person, grant, calls.get(Math.floorMod(at.getEpochSecond(), calls.size())), bytes, at);
        }
    }

    /** Adds past usage of a grant: calls that the app made every few days before the start. */
    static void addPastUsage(Company company, CompanyPerson person, GoogleGrant grant, Instant now, Random random) {
        List<String> calls = calls(grant);
        for (int daysAgo = PAST_DAYS; daysAgo > 0 && !calls.isEmpty(); daysAgo--) {
            Instant at = now.minus(Duration.ofDays(daysAgo)).plusSeconds(random.nextInt(36_000));
            if (grant.grantedAt().isBefore(at) && random.nextInt(EVERY) == 0) {
                call(company, person, grant, calls.get(random.nextInt(calls.size())), random.nextInt(80_000), at);
            }
        }
    }

    /**
     * Returns the API methods that the app calls. They come from the seed if it contains the app, and otherwise depend
     * on the app's scopes.
     */
    private static List<String> calls(GoogleGrant grant) {
        String name = grant.app().name();
        if (SeedAppCatalog.isGoogle(name)) {
            return SeedAppCatalog.calls(name);
        }
        boolean mail =
                grant.scopes().stream().anyMatch(scope -> scope.contains("mail.google.com") || scope.contains("gmail"));
        return List.of(mail ? "gmail.users.messages.list" : "calendar.events.list");
    }

    private static void call(
            Company company, CompanyPerson person, GoogleGrant grant, String method, long bytes, Instant at) {
        String api = method.substring(0, method.indexOf('.'));
        company.onGoogle().use(person, grant.app(), api, method, bytes, at);
    }

    private Instant at(Instant startOfDay) {
        // Occasionally, something happens so late in the day that the next morning's reports do not include it yet.
        int from = random.nextInt(10) == 0 ? 78_000 : 0;
        return startOfDay.plus(Duration.ofSeconds(1 + from + random.nextInt(from == 0 ? 36_000 : 8_000)));
    }
}
