package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Generates a company of any size from a seed. The same seed and size always produce the same company. */
final class CompanyGenerator {

    private static final List<String> DEPARTMENTS =
            List.of("Engineering", "Sales", "Support", "Product", "Finance", "Marketing", "People");
    private static final int ADMINISTRATORS = 3;
    private static final int ONE_MANAGER_IN = 10;

    private final CompanySize size;
    private final long seed;
    private final Random random;
    private final Company company;
    private final Instant now;

    CompanyGenerator(long seed, CompanySize size, SimulatedClock clock) {
        this.seed = seed;
        this.size = size;
        this.random = new Random(seed);
        this.now = clock.instant();
        long unsigned = Math.abs(seed % 1_000_000);
        this.company = new Company(
                "Generated company " + unsigned,
                "company-%d.example".formatted(unsigned),
                new GitHubAccount(9_000_000 + unsigned, "company-" + unsigned),
                "C%08x".formatted(seed & 0xffffffffL),
                clock);
    }

    Company generate() {
        List<CompanyPerson> people = people();
        int onGitHub = new GeneratedOrganization(company, size, random, now).seed(people);
        googleGrants(people, size.grants() - onGitHub);
        company.takeGitHubEvents();
        var dailyUse = new OrdinaryDays(seed, 1 + size.people() / 200);
        company.afterScript(new SeededDays(seed, dailyUse)::simulate);
        company.habit(dailyUse::simulate);
        company.habit(ExpiryReporter::simulate);
        return company;
    }

    private List<CompanyPerson> people() {
        List<List<String>> names = SeedFile.rows("people.csv");
        List<CompanyPerson> people = new ArrayList<>(size.people());
        for (int i = 0; i < size.people(); i++) {
            String given = names.get(random.nextInt(names.size())).get(1);
            String family = names.get(random.nextInt(names.size())).get(2);
            String local = "p%05d".formatted(i);
            boolean codes = i % 5 < 2;
            people.add(new CompanyPerson(
                    "1%020d".formatted(i * 7_919L + 31),
                    local + '@' + company.domain(),
                    given,
                    family,
                    DEPARTMENTS.get(i % DEPARTMENTS.size()),
                    "Staff",
                    i == 0
                            ? Optional.empty()
                            : Optional.of(people.get(i / ONE_MANAGER_IN).email()),
                    codes ? Optional.of(new GitHubAccount(50_000_000L + i, local + "-gh")) : Optional.empty(),
                    i < ADMINISTRATORS,
                    i >= ADMINISTRATORS && i % 97 == 96 ? GoogleAccountStatus.SUSPENDED : GoogleAccountStatus.ACTIVE,
                    now.minus(Duration.ofDays(30 + random.nextInt(2000)))));
        }
        company.people().putAll(people);
        return people;
    }

    /**
     * Generates grants. As in real tenants, everyone uses the same few apps, and each of the many other apps has few
     * users.
     */
    private void googleGrants(List<CompanyPerson> people, int wanted) {
        List<SeedAppCatalog.GoogleTemplate> apps = apps();
        int each = wanted / people.size();
        int withOneMore = wanted % people.size();
        for (int i = 0; i < people.size(); i++) {
            CompanyPerson person = people.get(i);
            int count = each + (i < withOneMore ? 1 : 0);
            int offset = random.nextInt(apps.size());
            List<GoogleGrant> grants = new ArrayList<>(count);
            for (int k = 0; k < count; k++) {
                var template = apps.get(k < count / 2 ? k : (offset + k) % apps.size());
                Instant at = now.minus(Duration.ofMinutes(60 + random.nextInt(720 * 24 * 60)));
                grants.add(new GoogleGrant(person.id(), template.app(), template.scopes(), at));
            }
            List<GoogleGrant> distinct = distinct(grants, apps);
            company.google().putAll(person.id(), distinct);
            company.onGoogle().addRecentConsents(person, distinct, now);
        }
    }

    /**
     * Replaces apps that occur more than once among one person's grants. Google has at most one grant per person
     * and app, so each duplicate becomes a grant to the next app that the person does not use yet.
     */
    private static List<GoogleGrant> distinct(List<GoogleGrant> grants, List<SeedAppCatalog.GoogleTemplate> apps) {
        Set<String> taken = new HashSet<>();
        List<GoogleGrant> result = new ArrayList<>(grants.size());
        int next = 0;
        for (GoogleGrant grant : grants) {
            GoogleGrant one = grant;
            while (!taken.add(one.app().clientId())) {
                var template = apps.get(next++);
                one = new GoogleGrant(grant.personId(), template.app(), template.scopes(), grant.grantedAt());
            }
            result.add(one);
        }
        return result;
    }

    private List<SeedAppCatalog.GoogleTemplate> apps() {
        List<SeedAppCatalog.GoogleTemplate> apps = new ArrayList<>(SeedAppCatalog.GOOGLE.stream()
                .filter(template -> !template.users().isEmpty())
                .toList());
        int perPerson = size.grants() / size.people() + 2;
        int wanted = Math.max(3 * perPerson, 60 + size.people() / 20);
        while (apps.size() < wanted) {
            int number = apps.size();
            apps.add(new SeedAppCatalog.GoogleTemplate(
                    new GoogleApp(
                            "%012d-%032x.apps.googleusercontent.com"
                                    .formatted(100_000_000_000L + number, random.nextLong() & Long.MAX_VALUE),
                            String.format(Locale.ROOT, "Tool %04d", number),
                            number % 11 == 0,
                            false),
                    apps.get(random.nextInt(20)).scopes(),
                    List.of("*")));
        }
        return apps;
    }
}
