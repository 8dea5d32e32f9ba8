package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The kinds of change a day can bring: each does it and notes the fact. */
final class Happenings {

    private final Company company;
    private final List<Fact> facts;

    Happenings(Company company, List<Fact> facts) {
        this.company = company;
        this.facts = facts;
    }

    /** The first person to let an app in makes it appear; the next ones only add a grant. */
    void consent(Person person, AppCatalogue.GoogleTemplate template, boolean first, Instant at) {
        GoogleApp app = template.app();
        company.onGoogle().consent(person, app, template.scopes(), at);
        facts.add(
                first
                        ? new Fact.AppAppeared(
                                Provider.GOOGLE_WORKSPACE,
                                app.clientId(),
                                app.name(),
                                person.email(),
                                template.scopes(),
                                AppCatalogue.isAgent(app.name()))
                        : new Fact.GrantAppeared(
                                Provider.GOOGLE_WORKSPACE,
                                app.clientId(),
                                app.name(),
                                person.email(),
                                template.scopes()));
    }

    void growScopes(Person person, GoogleGrant grant, List<String> more, Instant at) {
        Set<String> after = new LinkedHashSet<>(grant.scopes());
        after.addAll(more);
        company.onGoogle().consent(person, grant.app(), List.copyOf(after), at);
        facts.add(new Fact.ScopesGrew(
                Provider.GOOGLE_WORKSPACE,
                grant.app().clientId(),
                grant.app().name(),
                Optional.of(person.email()),
                grant.scopes(),
                List.copyOf(after)));
    }

    void revoke(Person person, GoogleGrant grant, Instant at) {
        company.onGoogle().revoke(person, grant.app().clientId(), at);
        facts.add(new Fact.GrantVanished(
                Provider.GOOGLE_WORKSPACE, grant.app().clientId(), grant.app().name(), person.email()));
    }

    void install(AppCatalogue.GitHubTemplate template, String by, Instant at) {
        company.onGitHub().install(template.install(company.nextId(), by, at));
        facts.add(new Fact.AppAppeared(
                Provider.GITHUB,
                template.slug(),
                template.slug(),
                by,
                words(template.permissions()),
                AppCatalogue.isAgent(template.slug())));
    }

    void widen(Installation installation, String by, Instant at) {
        company.onGitHub().widenToAllRepositories(installation, by, at);
        facts.add(new Fact.ReachGrew(
                Provider.GITHUB,
                installation.slug(),
                installation.slug(),
                "selected repositories",
                "all repositories"));
    }

    void growPermissions(Installation installation, Map<String, String> more, String by, Instant at) {
        company.onGitHub().acceptPermissions(installation, more, by, at);
        Map<String, String> after = new TreeMap<>(installation.permissions());
        after.putAll(more);
        facts.add(new Fact.ScopesGrew(
                Provider.GITHUB,
                installation.slug(),
                installation.slug(),
                Optional.empty(),
                words(installation.permissions()),
                words(after)));
    }

    /** Suspended in Google, removed from GitHub; what they let in and what they made stays. */
    void leave(Person person, Person administrator, String gitHubOwner, Instant at) {
        company.onGoogle().suspend(administrator, person, at);
        person.gitHub()
                .ifPresent(account ->
                        company.onGitHub().removeMember(account, gitHubOwner, at.plus(Duration.ofMinutes(4))));
        facts.add(new Fact.PersonLeft(person.email(), person.gitHub().map(GitHubAccount::login)));
    }

    void addDeployKey(Repository repository, String title, boolean readOnly, String by, Instant at) {
        var key = new DeployKey(
                company.nextId(), repository.id(), title, readOnly, Optional.of(by), at, Optional.empty());
        company.onGitHub().addDeployKey(key, repository);
        facts.add(new Fact.CredentialAdded(Provider.GITHUB, "deploy key", Long.toString(key.id()), title, by));
    }

    void fallSilent(Installation installation) {
        Instant last = company.gitHub()
                .usage()
                .find("installation/" + installation.id())
                .map(ApiUsage::lastRequestAt)
                .orElse(installation.createdAt());
        facts.add(new Fact.AppFellSilent(Provider.GITHUB, installation.slug(), installation.slug(), last));
    }

    void note(Fact fact) {
        facts.add(fact);
    }

    private static List<String> words(Map<String, String> permissions) {
        List<String> words = new ArrayList<>();
        permissions.forEach((name, level) -> words.add(name + ':' + level));
        return List.copyOf(words);
    }
}
