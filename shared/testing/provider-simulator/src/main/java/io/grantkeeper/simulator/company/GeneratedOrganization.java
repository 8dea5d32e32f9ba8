package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;

/** Generates the GitHub organization of a company that is generated from a seed. */
final class GeneratedOrganization {

    private static final List<CredentialAuthorization.Kind> KINDS = List.of(
            CredentialAuthorization.Kind.CLASSIC_TOKEN,
            CredentialAuthorization.Kind.SSH_KEY,
            CredentialAuthorization.Kind.OAUTH_APP_TOKEN);

    private final Company company;
    private final CompanySize size;
    private final Random random;
    private final Instant now;

    GeneratedOrganization(Company company, CompanySize size, Random random, Instant now) {
        this.company = company;
        this.size = size;
        this.random = random;
        this.now = now;
    }

    /** Seeds the organization and returns the number of installations, tokens, authorized credentials and keys. */
    int seed(List<CompanyPerson> people) {
        List<GitHubAccount> accounts = people.stream()
                .filter(CompanyPerson::active)
                .flatMap(person -> person.gitHub().stream())
                .toList();
        company.gitHub().members().putAll(accounts);
        company.gitHub().owners().putAll(accounts.subList(0, 2));
        roles(accounts);
        List<GitHubRepository> repositories = repositories();
        return installations(accounts)
                + tokens(accounts, repositories)
                + credentials(accounts)
                + keys(accounts, repositories)
                + seats(accounts);
    }

    private void roles(List<GitHubAccount> accounts) {
        String third = accounts.getLast().login();
        company.gitHub()
                .roles()
                .putAll(List.of(
                        new OrganizationRole(
                                8132, "all_repo_admin", "Predefined", "admin", List.of(), List.of(third), List.of()),
                        new OrganizationRole(
                                8136, "security_manager", "Predefined", "read", List.of(), List.of(), List.of(third)),
                        new OrganizationRole(
                                9001,
                                "Role keeper",
                                "Organization",
                                "",
                                List.of("write_organization_custom_org_role"),
                                List.of(accounts.get(1).login()),
                                List.of())));
    }

    private List<GitHubRepository> repositories() {
        List<GitHubRepository> repositories = new ArrayList<>(size.repositories());
        for (int i = 0; i < size.repositories(); i++) {
            repositories.add(new GitHubRepository(
                    company.nextId(), "service-%04d".formatted(i), i % 9 != 0, i % 13 == 0, ago()));
        }
        company.gitHub().repositories().putAll(repositories);
        return repositories;
    }

    private int installations(List<GitHubAccount> accounts) {
        int wanted = Math.clamp(size.people() / 20, 3, 250);
        for (int i = 0; i < wanted; i++) {
            var template = SeedAppCatalog.GITHUB.get(i % SeedAppCatalog.GITHUB.size());
            int round = i / SeedAppCatalog.GITHUB.size();
            Instant at = ago();
            SortedMap<String, String> permissions = template.permissions();
            company.onGitHub()
                    .install(new GitHubInstallation(
                            company.nextId(),
                            template.appId() + round * 1_000_000L,
                            round == 0 ? template.slug() : template.slug() + '-' + round,
                            template.clientId() + (round == 0 ? "" : Integer.toString(round)),
                            i % 3 == 0,
                            permissions,
                            template.events(),
                            pick(accounts).login(),
                            at,
                            at,
                            Optional.empty(),
                            Optional.empty()));
        }
        return wanted;
    }

    private int tokens(List<GitHubAccount> accounts, List<GitHubRepository> repositories) {
        int wanted = accounts.size() / 2;
        for (int i = 0; i < wanted; i++) {
            boolean subset = i % 2 == 0;
            company.onGitHub()
                    .grantToken(new PersonalAccessToken(
                            company.nextId(),
                            company.nextId(),
                            "token-" + i,
                            accounts.get(i),
                            subset ? "subset" : "all",
                            subset ? List.of(pick(repositories).id()) : List.of(),
                            TokenPermissions.of(
                                    Map.of(), Map.of("contents", i % 4 == 0 ? "write" : "read", "metadata", "read")),
                            ago(),
                            Optional.of(now.plus(Duration.ofHours(1 + random.nextInt(24 * 360)))),
                            Optional.of(ago())));
        }
        return wanted;
    }

    private int credentials(List<GitHubAccount> accounts) {
        int wanted = accounts.size() / 2;
        for (int i = 0; i < wanted; i++) {
            var kind = KINDS.get(i % KINDS.size());
            boolean key = kind == CredentialAuthorization.Kind.SSH_KEY;
            long id = company.nextId();
            company.onGitHub()
                    .authorizeCredential(new CredentialAuthorization(
                            id,
                            accounts.get(i).login(),
                            kind,
                            "credential-" + i,
                            key ? Optional.empty() : Optional.of("%08x".formatted(id)),
                            key ? List.of() : List.of("repo"),
                            key ? Optional.of("SHA256:%043x".formatted(id)) : Optional.empty(),
                            ago(),
                            Optional.of(ago()),
                            Optional.empty()));
        }
        return wanted;
    }

    private int keys(List<GitHubAccount> accounts, List<GitHubRepository> repositories) {
        int wanted = repositories.size() / 2;
        for (int i = 0; i < wanted; i++) {
            GitHubRepository repository = repositories.get(i * 2);
            company.onGitHub()
                    .addDeployKey(
                            new SimulatedDeployKey(
                                    company.nextId(),
                                    repository.id(),
                                    "deploy",
                                    i % 3 != 0,
                                    Optional.of(pick(accounts).login()),
                                    ago(),
                                    Optional.of(ago())),
                            repository);
        }
        return wanted;
    }

    /**
     * Adds Copilot seats. Returns 0, because seats give no access to data by themselves and therefore do not count as
     * grants.
     */
    private int seats(List<GitHubAccount> accounts) {
        List<CopilotSeat> seats = new ArrayList<>(accounts.size());
        for (GitHubAccount account : accounts) {
            seats.add(new CopilotSeat(account, ago(), Optional.of(ago()), Optional.of("vscode/1.105.1")));
        }
        company.gitHub().seats().putAll(seats);
        return 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Instant ago() {
        return now.minus(Duration.ofMinutes(60 + random.nextInt(700 * 24 * 60)));
    }
}
