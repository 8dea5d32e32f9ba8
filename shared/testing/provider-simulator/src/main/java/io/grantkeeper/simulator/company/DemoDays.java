package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo's three scripted days, with the kinds of events that Grantkeeper must detect. */
final class DemoDays {

    private static final String OWNER = "bencarter-it";

    private final OrdinaryDays dailyUse;

    DemoDays(OrdinaryDays dailyUse) {
        this.dailyUse = dailyUse;
    }

    void schedule(Company company) {
        company.script(this::firstDay);
        company.script(this::secondDay);
        company.script(this::thirdDay);
    }

    private void firstDay(Company company, Instant startOfDay, List<SimulatedEvent> facts) {
        var characters = new DemoCharacters(company);
        var day = new SimulatedChanges(company, facts);
        day.consent(
                characters.person("marcus.reed"),
                SeedAppCatalog.google("Fireflies.ai Notetaker"),
                true,
                hours(startOfDay, 1.2));
        CompanyPerson miriam = characters.person("miriam.katz");
        day.expandScopes(
                miriam, grant(company, miriam, "Zapier"), List.of("https://mail.google.com/"), hours(startOfDay, 2));
        day.install(SeedAppCatalog.gitHub("devin-ai-integration"), "arjunrao", hours(startOfDay, 2.5));
        day.widenToAllRepositories(characters.installation("coderabbitai"), "gracewong", hours(startOfDay, 3));
        day.leave(characters.person("marek.nowak"), characters.person("simon.keller"), OWNER, hours(startOfDay, 4));
        day.addDeployKey(characters.repository("payments"), "agent runner", false, "nklein", hours(startOfDay, 5));
        requestToken(company, day, characters.account("sofiaalmeida"), hours(startOfDay, 6));
        company.onGitHub().setCodingAgent(new CodingAgentPolicy("all", List.of()), OWNER, hours(startOfDay, 6.5));
        day.record(new SimulatedEvent.ReachExpanded(
                SimulatedProvider.GITHUB,
                "copilot-coding-agent",
                "Copilot coding agent",
                "selected repositories",
                "all repositories"));
        consentReportedLate(company, day, characters.person("sara.lindholm"), hours(startOfDay, 23));
        addUnusedAccess(day, "Zapier", "send mail");
        addUnusedAccess(day, "Backupify", "read mail");
        addUnusedAccess(day, "HubSpot Sales", "change or delete mail");
        GitHubInstallation silent = characters.installation("statuspage-sync");
        dailyUse.silence(silent.slug());
        day.becomeInactive(silent);
        DemoSlack.firstDay(company, startOfDay, facts);
    }

    private void secondDay(Company company, Instant startOfDay, List<SimulatedEvent> facts) {
        var characters = new DemoCharacters(company);
        var day = new SimulatedChanges(company, facts);
        var fireflies = SeedAppCatalog.google("Fireflies.ai Notetaker");
        day.consent(characters.person("ethan.brooks"), fireflies, false, hours(startOfDay, 1));
        day.consent(characters.person("hannah.lee"), fireflies, false, hours(startOfDay, 1.5));
        day.consent(
                characters.person("sara.lindholm"),
                SeedAppCatalog.google("Read AI Meeting Copilot"),
                true,
                hours(startOfDay, 2));
        day.install(SeedAppCatalog.gitHub("claude"), "danacole", hours(startOfDay, 3));
        day.expandPermissions(
                characters.installation("codecov"),
                Map.of("contents", "write", "workflows", "write"),
                OWNER,
                hours(startOfDay, 4));
        CompanyPerson simon = characters.person("simon.keller");
        List<String> delegated = SeedAppCatalog.scopes("gmail.readonly calendar drive");
        company.onGoogle().grantDelegation(simon, "115820937461029384756", delegated, hours(startOfDay, 5));
        day.record(new SimulatedEvent.DelegationGranted("115820937461029384756", delegated, simon.email()));
        CompanyPerson owen = characters.person("owen.hughes");
        day.revoke(owen, grant(company, owen, "Grammarly"), hours(startOfDay, 6));
        CompanyPerson diego = characters.person("diego.torres");
        company.onGoogle()
                .addAppPassword(
                        diego,
                        new AppPassword(diego.id(), 3, "n8n mail trigger", hours(startOfDay, 7), Optional.empty()));
        day.record(new SimulatedEvent.CredentialAdded(
                SimulatedProvider.GOOGLE_WORKSPACE, "app password", "3", "n8n mail trigger", diego.email()));
    }

    private void thirdDay(Company company, Instant startOfDay, List<SimulatedEvent> facts) {
        var characters = new DemoCharacters(company);
        var day = new SimulatedChanges(company, facts);
        CompanyPerson nadia = characters.person("nadia.petrova");
        day.expandScopes(
                nadia,
                grant(company, nadia, "Claude"),
                SeedAppCatalog.scopes("gmail.modify drive"),
                hours(startOfDay, 1));
        day.widenToAllRepositories(characters.installation("claude"), "danacole", hours(startOfDay, 2));
        day.install(SeedAppCatalog.gitHub("cursor"), "nklein", hours(startOfDay, 3));
        day.consent(characters.person("luca.ferrari"), SeedAppCatalog.google("Manus"), true, hours(startOfDay, 4));
        day.consent(characters.person("oliver.grant"), SeedAppCatalog.google("Perplexity"), true, hours(startOfDay, 5));
        company.onGitHub().publish(characters.repository("status-page"), "lmurphy", hours(startOfDay, 6));
        var hook = new OrganizationHook(
                company.nextId(),
                "https://relay.agents.example/larkfield/7f3c",
                List.of("push", "issues", "pull_request"),
                true,
                hours(startOfDay, 7),
                hours(startOfDay, 7));
        company.onGitHub().addHook(hook, OWNER);
        day.record(new SimulatedEvent.CredentialAdded(
                SimulatedProvider.GITHUB, "webhook", Long.toString(hook.id()), hook.url(), OWNER));
    }

    private static void addUnusedAccess(SimulatedChanges day, String app, String what) {
        GoogleApp google = SeedAppCatalog.google(app).app();
        day.record(new SimulatedEvent.AccessUnused(
                SimulatedProvider.GOOGLE_WORKSPACE, google.clientId(), google.name(), what));
    }

    /**
     * Adds a consent late in the evening. The next morning, the token listing already contains it. The activity report
     * does not, because it shows the consent five hours late.
     */
    private static void consentReportedLate(Company company, SimulatedChanges day, CompanyPerson person, Instant at) {
        var noteTaker = SeedAppCatalog.google("Otter.ai");
        company.onGoogle().consentReportedLate(person, noteTaker.app(), noteTaker.scopes(), at, Duration.ofHours(5));
        day.record(new SimulatedEvent.GrantAppeared(
                SimulatedProvider.GOOGLE_WORKSPACE,
                noteTaker.app().clientId(),
                noteTaker.app().name(),
                person.email(),
                noteTaker.scopes()));
    }

    private static void requestToken(Company company, SimulatedChanges day, GitHubAccount owner, Instant at) {
        var token = new PersonalAccessToken(
                company.nextId(),
                company.nextId(),
                "agent-sandbox",
                owner,
                "all",
                List.of(),
                TokenPermissions.of(Map.of(), Map.of("contents", "write", "workflows", "write", "metadata", "read")),
                at,
                Optional.of(at.plus(Duration.ofDays(30))),
                Optional.empty());
        var request = new TokenRequest(company.nextId(), Optional.of("Let my agent open pull requests"), token, at);
        company.onGitHub().requestToken(request);
        day.record(new SimulatedEvent.TokenRequested(request.id(), token.name(), owner.login()));
    }

    private static GoogleGrant grant(Company company, CompanyPerson person, String app) {
        return company.google()
                .grant(person.id(), SeedAppCatalog.google(app).app().clientId())
                .orElseThrow();
    }

    private static Instant hours(Instant startOfDay, double hours) {
        return startOfDay.plusSeconds(Math.round(hours * 3600));
    }
}
