package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Days drawn from a seed, with a little of everything: for generated companies, and for the demo after its script. */
final class SeededDays {

    private static final List<String> MORE =
            AppCatalogue.scopes("gmail.modify drive https://mail.google.com/ contacts calendar admin.directory.user");

    private final Random random;
    private final DailyUse dailyUse;
    private final Set<String> known = new HashSet<>();
    private boolean looked;

    SeededDays(long seed, DailyUse dailyUse) {
        this.random = new Random(seed);
        this.dailyUse = dailyUse;
    }

    void happen(Company company, Instant morning, List<Fact> facts) {
        if (!looked) {
            looked = true;
            known.addAll(company.google().clientIds());
        }
        List<Person> active = company.people().active();
        int each = 1 + active.size() / 1000;
        for (int i = 0; i < each; i++) {
            var day = new Happenings(company, facts);
            consent(day, pick(active), at(morning));
            grow(company, day, pick(active), at(morning));
            leave(company, day, pick(active), at(morning));
            installations(company, day, at(morning));
            Repository repository = pick(company.gitHub().repositories().all());
            String by = pick(company.gitHub().members().all()).login();
            day.addDeployKey(repository, "key " + random.nextInt(10_000), random.nextBoolean(), by, at(morning));
        }
    }

    private void consent(Happenings day, Person person, Instant at) {
        var template = pick(AppCatalogue.GOOGLE.stream()
                .filter(app -> app.users().isEmpty())
                .toList());
        day.consent(person, template, known.add(template.app().clientId()), at);
    }

    private void grow(Company company, Happenings day, Person person, Instant at) {
        List<GoogleGrant> grants = company.google().grantsOf(person.id());
        String more = pick(MORE);
        if (!grants.isEmpty()) {
            GoogleGrant grant = pick(grants);
            if (!grant.scopes().contains(more)) {
                day.growScopes(person, grant, List.of(more), at);
            }
        }
    }

    /** Administrators and owners stay: someone must lock up. */
    private void leave(Company company, Happenings day, Person person, Instant at) {
        String owner = company.gitHub().owners().all().getFirst().login();
        boolean keeps = person.administrator()
                || person.gitHub()
                        .filter(account ->
                                company.gitHub().owners().find(account.login()).isPresent())
                        .isPresent();
        if (!keeps && person.active()) {
            Person administrator = company.people().active().stream()
                    .filter(Person::administrator)
                    .findFirst()
                    .orElse(person);
            day.leave(person, administrator, owner, at);
        }
    }

    private void installations(Company company, Happenings day, Instant at) {
        Installation one = pick(company.gitHub().installations().all());
        String owner = company.gitHub().owners().all().getFirst().login();
        if (one.suspendedAt().isPresent()) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> {
                if (!one.allRepositories()) {
                    day.widen(one, owner, at);
                }
            }
            case 1 -> {
                if (!"write".equals(one.permissions().get("contents"))) {
                    day.growPermissions(one, Map.of("contents", "write"), owner, at);
                }
            }
            default -> {
                dailyUse.silence(one.slug());
                day.fallSilent(one);
            }
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Instant at(Instant morning) {
        return morning.plus(Duration.ofSeconds(600 + random.nextInt(36_000)));
    }
}
