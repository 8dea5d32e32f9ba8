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

/**
 * Applies the events of a simulated day. Each kind of event has a method, which changes the tenants and records the
 * event.
 */
final class SimulatedChanges {

    private final Company company;
    private final List<SimulatedEvent> facts;

    SimulatedChanges(Company company, List<SimulatedEvent> facts) {
        this.company = company;
        this.facts = facts;
    }

    /**
     * Adds a person's consent to an app.
     *
     * @param first whether this is the first grant to the app in the company; it is then recorded as a new app,
     *     otherwise as a new grant
     */
    void consent(CompanyPerson person, SeedAppCatalog.GoogleTemplate template, boolean first, Instant at) {
        GoogleApp app = template.app();
        company.onGoogle().consent(person, app, template.scopes(), at);
        facts.add(
                first
                        ? new SimulatedEvent.AppAppeared(
                                SimulatedProvider.GOOGLE_WORKSPACE,
                                app.clientId(),
                                app.name(),
                                person.email(),
                                template.scopes(),
                                SeedAppCatalog.isAgent(app.name()))
                        : new SimulatedEvent.GrantAppeared(
                                SimulatedProvider.GOOGLE_WORKSPACE,
                                app.clientId(),
                                app.name(),
                                person.email(),
                                template.scopes()));
    }

    void expandScopes(CompanyPerson person, GoogleGrant grant, List<String> more, Instant at) {
        Set<String> after = new LinkedHashSet<>(grant.scopes());
        after.addAll(more);
        company.onGoogle().consent(person, grant.app(), List.copyOf(after), at);
        facts.add(new SimulatedEvent.ScopesExpanded(
                SimulatedProvider.GOOGLE_WORKSPACE,
                grant.app().clientId(),
                grant.app().name(),
                Optional.of(person.email()),
                grant.scopes(),
                List.copyOf(after)));
    }

    void revoke(CompanyPerson person, GoogleGrant grant, Instant at) {
        company.onGoogle().revoke(person, grant.app().clientId(), at);
        facts.add(new SimulatedEvent.GrantRevoked(
                SimulatedProvider.GOOGLE_WORKSPACE,
                grant.app().clientId(),
                grant.app().name(),
                person.email()));
    }

    void install(SeedAppCatalog.GitHubTemplate template, String by, Instant at) {
        company.onGitHub().install(template.install(company.nextId(), by, at));
        facts.add(new SimulatedEvent.AppAppeared(
                SimulatedProvider.GITHUB,
                template.slug(),
                template.slug(),
                by,
                words(template.permissions()),
                SeedAppCatalog.isAgent(template.slug())));
    }

    void widenToAllRepositories(GitHubInstallation installation, String by, Instant at) {
        company.onGitHub().widenToAllRepositories(installation, by, at);
        facts.add(new SimulatedEvent.ReachExpanded(
                SimulatedProvider.GITHUB,
                installation.slug(),
                installation.slug(),
                "selected repositories",
                "all repositories"));
    }

    void expandPermissions(GitHubInstallation installation, Map<String, String> more, String by, Instant at) {
        company.onGitHub().acceptPermissions(installation, more, by, at);
        Map<String, String> after = new TreeMap<>(installation.permissions());
        after.putAll(more);
        facts.add(new SimulatedEvent.ScopesExpanded(
                SimulatedProvider.GITHUB,
                installation.slug(),
                installation.slug(),
                Optional.empty(),
                words(installation.permissions()),
                words(after)));
    }

    /**
     * Suspends a leaver's account at Google and removes the leaver from the GitHub organization. Grants and objects
     * that the leaver created remain.
     */
    void leave(CompanyPerson person, CompanyPerson administrator, String gitHubOwner, Instant at) {
        company.onGoogle().suspend(administrator, person, at);
        person.gitHub()
                .ifPresent(account ->
                        company.onGitHub().removeMember(account, gitHubOwner, at.plus(Duration.ofMinutes(4))));
        facts.add(new SimulatedEvent.PersonLeft(person.email(), person.gitHub().map(GitHubAccount::login)));
    }

    void addDeployKey(GitHubRepository repository, String title, boolean readOnly, String by, Instant at) {
        var key = new SimulatedDeployKey(
                company.nextId(), repository.id(), title, readOnly, Optional.of(by), at, Optional.empty());
        company.onGitHub().addDeployKey(key, repository);
        facts.add(new SimulatedEvent.CredentialAdded(
                SimulatedProvider.GITHUB, "deploy key", Long.toString(key.id()), title, by));
    }

    void becomeInactive(GitHubInstallation installation) {
        Instant last = company.gitHub()
                .usage()
                .find("installation/" + installation.id())
                .map(GitHubApiUsage::lastRequestAt)
                .orElse(installation.createdAt());
        facts.add(new SimulatedEvent.AppBecameInactive(
                SimulatedProvider.GITHUB, installation.slug(), installation.slug(), last));
    }

    void record(SimulatedEvent fact) {
        facts.add(fact);
    }

    private static List<String> words(Map<String, String> permissions) {
        List<String> words = new ArrayList<>();
        permissions.forEach((name, level) -> words.add(name + ':' + level));
        return List.copyOf(words);
    }
}
