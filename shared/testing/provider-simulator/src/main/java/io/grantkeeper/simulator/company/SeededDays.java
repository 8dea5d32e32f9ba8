package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Simulates days with a few random events of each kind, drawn from a seed. Generated companies have only such
 * days; the demo company has them after its script.
 */
final class SeededDays {

    private static final List<String> MORE =
            SeedAppCatalog.scopes("gmail.modify drive https://mail.google.com/ contacts calendar admin.directory.user");

    private final Random random;
    private final OrdinaryDays dailyUse;
    private final Set<String> known = new HashSet<>();
    private boolean looked;

    SeededDays(long seed, OrdinaryDays dailyUse) {
        this.random = new Random(seed);
        this.dailyUse = dailyUse;
    }

    void simulate(Company company, Instant startOfDay, List<SimulatedEvent> facts) {
        if (!looked) {
            looked = true;
            known.addAll(company.google().clientIds());
        }
        List<CompanyPerson> active = company.people().active();
        int each = 1 + active.size() / 1000;
        for (int i = 0; i < each; i++) {
            var day = new SimulatedChanges(company, facts);
            consent(day, pick(active), at(startOfDay));
            expand(company, day, pick(active), at(startOfDay));
            leave(company, day, pick(active), at(startOfDay));
            installations(company, day, at(startOfDay));
            GitHubRepository repository = pick(company.gitHub().repositories().all());
            String by = pick(company.gitHub().members().all()).login();
            day.addDeployKey(repository, "key " + random.nextInt(10_000), random.nextBoolean(), by, at(startOfDay));
        }
    }

    private void consent(SimulatedChanges day, CompanyPerson person, Instant at) {
        var template = pick(SeedAppCatalog.GOOGLE.stream()
                .filter(app -> app.users().isEmpty())
                .toList());
        day.consent(person, template, known.add(template.app().clientId()), at);
    }

    private void expand(Company company, SimulatedChanges day, CompanyPerson person, Instant at) {
        List<GoogleGrant> grants = company.google().grantsOf(person.id());
        String more = pick(MORE);
        if (!grants.isEmpty()) {
            GoogleGrant grant = pick(grants);
            if (!grant.scopes().contains(more)) {
                day.expandScopes(person, grant, List.of(more), at);
            }
        }
    }

    /**
     * Removes a person from the company. Administrators and owners never leave, because the company would otherwise
     * have nobody to administer it.
     */
    private void leave(Company company, SimulatedChanges day, CompanyPerson person, Instant at) {
        String owner = company.gitHub().owners().all().getFirst().login();
        boolean keeps = person.administrator()
                || person.gitHub()
                        .filter(account ->
                                company.gitHub().owners().find(account.login()).isPresent())
                        .isPresent();
        if (!keeps && person.active()) {
            CompanyPerson administrator = company.people().active().stream()
                    .filter(CompanyPerson::administrator)
                    .findFirst()
                    .orElse(person);
            day.leave(person, administrator, owner, at);
        }
    }

    private void installations(Company company, SimulatedChanges day, Instant at) {
        GitHubInstallation one = pick(company.gitHub().installations().all());
        String owner = company.gitHub().owners().all().getFirst().login();
        if (one.suspendedAt().isPresent()) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> {
                if (!one.allRepositories()) {
                    day.widenToAllRepositories(one, owner, at);
                }
            }
            case 1 -> {
                if (!"write".equals(one.permissions().get("contents"))) {
                    day.expandPermissions(one, Map.of("contents", "write"), owner, at);
                }
            }
            default -> {
                dailyUse.silence(one.slug());
                day.becomeInactive(one);
            }
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Instant at(Instant startOfDay) {
        return startOfDay.plus(Duration.ofSeconds(600 + random.nextInt(36_000)));
    }
}
