package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ProviderDoubleOptions;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.company.SlackApp;
import io.grantkeeper.simulator.company.SlackTenant;
import io.grantkeeper.simulator.company.SlackTenant.Bot;
import io.grantkeeper.simulator.company.SlackTenant.Workflow;
import io.grantkeeper.simulator.company.SlackTenant.Workspace;
import io.grantkeeper.simulator.company.SlackTenantActions;
import io.grantkeeper.simulator.slack.SlackOptions;
import io.grantkeeper.simulator.slack.SlackSimulator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A test double of a small generated company's Slack organization, which contains everything that the connector reads.
 */
final class SlackContractDouble implements ProviderDouble {
    private static final int SMALL_PAGES = 3;

    private final Company company;
    private final SlackSimulator slack;
    private final String name;

    private SlackContractDouble(String name, Company company, SlackSimulator slack) {
        this.name = name;
        this.company = company;
        this.slack = slack;
    }

    static SlackContractDouble start(ProviderDoubleOptions options) {
        Company company = Company.generate(options.name().equals("one") ? 11 : 22, new CompanySize(10, 30, 2));
        addSampleData(company, options.name().equals("one") ? "ONE" : "TWO");
        SlackOptions usual = SlackOptions.defaults().withoutLimits().withPagesOf(SMALL_PAGES);
        return new SlackContractDouble(
                options.name(),
                company,
                SlackSimulator.start(
                        company, options.onlyScopes().map(usual::withScopes).orElse(usual)));
    }

    private static void addSampleData(Company company, String suffix) {
        SlackTenant slack = company.slack();
        SlackTenantActions on = company.onSlack();
        Instant now = company.clock().instant();
        List<CompanyPerson> people = company.people().active();
        CompanyPerson admin = people.getFirst();
        Workspace main = new Workspace("T01MAIN" + suffix, "Main", "main", Set.of());
        Workspace labs = new Workspace("T02LABS" + suffix, "Labs", "labs", Set.of());
        slack.workspaces().put(main);
        slack.workspaces().put(labs);
        for (int i = 0; i < 4; i++) {
            on.approve(slack.organization(), app("A1APPROVED" + i, "Approved " + i), admin, now);
        }
        SlackApp agent = new SlackApp(
                "A2AGENT0",
                "Glean",
                "https://www.glean.com",
                false,
                List.of("assistant:write"),
                List.of("search:read"));
        on.approve(main.id(), agent, admin, now);
        on.restrict(main.id(), app("A3RESTRICT", "Restricted"), SlackTenant.userId(admin), now);
        on.install(main, agent, people.get(1), now);
        on.expand(main, agent, List.of("channels:history"), admin, now.plusSeconds(60));
        on.install(labs, app("A1APPROVED0", "Approved 0"), people.get(2), now);
        on.install(labs, app("A4REMOVED0", "Removed"), people.get(2), now);
        on.uninstall(labs.id(), app("A4REMOVED0", "Removed"), admin, now.plusSeconds(5));
        on.service(main, 12_345L, "Incoming WebHook", "added", admin, now);
        on.service(main, 12_346L, "Pingdom", "added", admin, now);
        on.service(main, 12_346L, "Pingdom", "disabled", admin, now.plusSeconds(9));
        slack.bots().put(new Bot("U0LEGACY", "B0LEGACY", main.id(), "alerts", Optional.of("A2AGENT0"), false));
        on.request(labs, app("A5REQUEST0", "Otter.ai"), people.get(3), "Please", now);
        for (int i = 0; i < 4; i++) {
            on.publish(
                    new Workflow(
                            "Wf0" + i, main.id(), "Flow " + i, "A6FLOW00" + i, i > 0, SlackTenant.userId(admin), now),
                    admin,
                    now);
        }
        on.callTool(main, agent, "search_public", people.get(1), now);
        on.callTool(main, agent, "read_channel", people.get(1), now.plusSeconds(3));
        for (int i = 0; i < 4; i++) {
            on.run(app("A6FLOW00" + i, "Flow " + i), "workflow_execution_result", people.get(2), now.plusSeconds(i));
        }
        company.people().setStatus(people.get(4).id(), GoogleAccountStatus.SUSPENDED);
        on.personChanged(main, people.get(4), "user_deactivated", admin, now);
        on.personChanged(main, people.get(3), "user_created", admin, now);
        company.clock().advance(Duration.ofHours(7));
    }

    private static SlackApp app(String id, String name) {
        return new SlackApp(
                id,
                name,
                "https://%s.example".formatted(id.toLowerCase(java.util.Locale.ROOT)),
                false,
                List.of("chat:write", "channels:read"),
                List.of("channels:read"));
    }

    @Override
    public Map<String, URI> baseUrls() {
        return Map.of(SlackSettings.BASE_URL, slack.api(), SlackSettings.AUDIT_URL, slack.audit());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public Map<String, Secret> credentials() {
        return Map.of(
                SlackCredentials.USER, Secret.of(slack.issueUserToken()),
                SlackCredentials.BOT, Secret.of(slack.issueBotToken()),
                SlackCredentials.SIGNING_SECRET, Secret.of("signing-secret-of-double-" + name));
    }

    @Override
    public Clock clock() {
        return company.clock();
    }

    @Override
    public void close() {
        slack.close();
    }
}
