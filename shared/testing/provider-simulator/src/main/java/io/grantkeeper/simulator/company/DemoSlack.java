package io.grantkeeper.simulator.company;

import io.grantkeeper.simulator.company.SlackTenant.Bot;
import io.grantkeeper.simulator.company.SlackTenant.Workflow;
import io.grantkeeper.simulator.company.SlackTenant.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Seeds the demo company's Slack organization: two workspaces, and apps that are approved, installed, restricted or
 * requested.
 */
final class DemoSlack {

    private static final SlackApp ZOOM =
            new SlackApp("A01ZOOMAPP0", "Zoom", "https://zoom.us", false, List.of("chat:write", "commands"), List.of());
    private static final SlackApp JIRA = new SlackApp(
            "A02JIRAAPP0",
            "Jira Cloud",
            "https://www.atlassian.com",
            false,
            List.of("chat:write", "commands", "links:read", "users:read"),
            List.of());
    private static final SlackApp CLAUDE = new SlackApp(
            "A03CLAUDE00",
            "Claude",
            "https://claude.ai",
            false,
            List.of("assistant:write", "chat:write", "im:history", "app_mentions:read"),
            List.of("search:read"));
    private static final SlackApp GLEAN = new SlackApp(
            "A04GLEANAP0",
            "Glean",
            "https://www.glean.com",
            false,
            List.of("assistant:write", "channels:history", "groups:history", "files:read", "users:read"),
            List.of("search:read", "channels:history"));
    private static final SlackApp OTTER = new SlackApp(
            "A05OTTERAP0", "Otter.ai", "https://otter.ai", false, List.of("chat:write", "files:write"), List.of());
    private static final SlackApp DEPLOY =
            new SlackApp("A06DEPLOYB0", "deploybot", "", true, List.of("chat:write", "channels:read"), List.of());
    private static final SlackApp STANDUP =
            new SlackApp("A07STANDUP0", "Standup Digest", "", true, List.of("chat:write"), List.of());

    private final Company company;
    private final Instant now;
    private final DemoCharacters characters;

    DemoSlack(Company company, Instant now) {
        this.company = company;
        this.now = now;
        this.characters = new DemoCharacters(company);
    }

    void seed() {
        SlackTenant slack = company.slack();
        SlackTenantActions on = company.onSlack();
        Workspace main = new Workspace("T01LARKHQ00", "Larkfield", "larkfield", Set.of());
        Workspace engineering =
                new Workspace("T02LARKENG0", "Larkfield Engineering", "larkfield-eng", Set.of("Engineering"));
        slack.workspaces().put(main);
        slack.workspaces().put(engineering);
        CompanyPerson admin = characters.person("ben.carter");
        CompanyPerson dana = characters.person("dana.cole");
        on.approve(slack.organization(), ZOOM, admin, ago(700));
        on.approve(slack.organization(), JIRA, admin, ago(690));
        on.approve(main.id(), CLAUDE, admin, ago(90));
        on.restrict(slack.organization(), OTTER, SlackTenant.userId(admin), ago(200));
        on.install(main, ZOOM, admin, ago(699));
        on.install(main, JIRA, admin, ago(689));
        on.install(engineering, JIRA, dana, ago(688));
        on.install(main, CLAUDE, characters.person("miriam.katz"), ago(89));
        on.install(engineering, DEPLOY, dana, ago(400));
        on.install(main, OTTER, characters.person("owen.hughes"), ago(300));
        on.uninstall(main.id(), OTTER, admin, ago(200));
        on.service(main, 1_204_771L, "Incoming WebHook", "added", dana, ago(1_500));
        on.service(main, 1_204_802L, "Pingdom", "added", admin, ago(1_400));
        on.service(main, 1_204_802L, "Pingdom", "disabled", admin, ago(350));
        slack.bots().put(new Bot("U0LEGACYBOT", "B0LEGACYBOT", main.id(), "alerts", Optional.of(DEPLOY.id()), false));
        on.request(main, OTTER, characters.person("sara.lindholm"), "Notes of customer calls", ago(3));
        workflow("Wf01ONBOARD0", main, "Onboarding checklist", STANDUP, true, characters.person("simon.keller"), 120);
        workflow("Wf02DRAFT000", main, "Weekly digest", STANDUP, false, dana, 12);
        on.callTool(main, CLAUDE, "search_public", characters.person("miriam.katz"), ago(1));
        on.run(STANDUP, "workflow_execution_result", dana, ago(1));
        slack.takeEvents(); // Past events are not delivered.
    }

    /**
     * Simulates the first day: someone installs an agent without the administrators' approval, and a known app receives
     * more scopes.
     */
    static void firstDay(Company company, Instant startOfDay, List<SimulatedEvent> facts) {
        DemoCharacters characters = new DemoCharacters(company);
        Workspace main = company.slack().workspaces().find("T01LARKHQ00").orElseThrow();
        CompanyPerson luca = characters.person("luca.ferrari");
        company.onSlack().install(main, GLEAN, luca, startOfDay.plus(Duration.ofMinutes(100)));
        facts.add(new SimulatedEvent.AppAppeared(
                SimulatedProvider.SLACK, GLEAN.id(), GLEAN.name(), luca.email(), GLEAN.scopes(), true));
        CompanyPerson admin = characters.person("ben.carter");
        SlackApp after = company.onSlack()
                .expand(main, JIRA, List.of("channels:history"), admin, startOfDay.plus(Duration.ofMinutes(200)));
        facts.add(new SimulatedEvent.ScopesExpanded(
                SimulatedProvider.SLACK, JIRA.id(), JIRA.name(), Optional.empty(), JIRA.scopes(), after.scopes()));
    }

    private void workflow(
            String id, Workspace workspace, String title, SlackApp app, boolean published, CompanyPerson by, int age) {
        company.onSlack()
                .publish(
                        new Workflow(id, workspace.id(), title, app.id(), published, SlackTenant.userId(by), ago(age)),
                        by,
                        ago(age));
    }

    private Instant ago(int days) {
        return now.minus(Duration.ofDays(days));
    }
}
