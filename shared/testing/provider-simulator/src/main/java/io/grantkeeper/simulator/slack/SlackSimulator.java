package io.grantkeeper.simulator.slack;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.AnsweredCallLog;
import io.grantkeeper.simulator.http.FaultSchedule;
import io.grantkeeper.simulator.http.HttpListener;
import io.grantkeeper.simulator.http.InconsistentListings;
import io.grantkeeper.simulator.http.QuotaWindows;
import java.net.URI;

/** The double of a company's Slack organization, listening on the loopback address. */
public final class SlackSimulator implements AutoCloseable {

    private final Company company;
    private final SlackTokenIssuer issuer;
    private final QuotaWindows quotas;
    private final SlackEvents events;
    private final HttpListener listener;

    private SlackSimulator(
            Company company,
            SlackOptions options,
            FaultSchedule faults,
            AnsweredCallLog calls,
            InconsistentListings traps) {
        this.company = company;
        this.issuer = new SlackTokenIssuer(company.clock());
        this.quotas = new QuotaWindows(company.clock(), options.enforceLimits());
        this.events = new SlackEvents(company, options.plan() == SlackOptions.Plan.ENTERPRISE);
        this.listener = HttpListener.start(
                "slack",
                0,
                traps.around(new SlackWebApiDouble(company, options, issuer, quotas)),
                faults,
                calls,
                company.clock());
    }

    /** Starts the double without doubles of other vendors. */
    public static SlackSimulator start(Company company, SlackOptions options) {
        return start(company, options, new FaultSchedule(), new AnsweredCallLog(), new InconsistentListings());
    }

    /** Starts the double with a fault schedule and a call log that it shares with other doubles. */
    public static SlackSimulator start(
            Company company, SlackOptions options, FaultSchedule faults, AnsweredCallLog calls) {
        return start(company, options, faults, calls, new InconsistentListings());
    }

    /**
     * Starts the double with a fault schedule, a call log and listing inconsistencies that it shares with the doubles
     * of the company's other vendors.
     */
    public static SlackSimulator start(
            Company company,
            SlackOptions options,
            FaultSchedule faults,
            AnsweredCallLog calls,
            InconsistentListings traps) {
        return new SlackSimulator(company, options, faults, calls, traps);
    }

    /** Returns the URI of the test double for {@code https://slack.com/api}. */
    public URI api() {
        return listener.baseUri().resolve("/api");
    }

    /** Returns the URI of the test double for {@code https://api.slack.com/audit/v1}. */
    public URI audit() {
        return listener.baseUri().resolve("/audit/v1");
    }

    /**
     * Issues a user token for an owner. If the plan is {@link SlackOptions.Plan#ENTERPRISE}, the token is valid for the
     * whole organization.
     */
    public String issueUserToken() {
        return issuer.issue(false);
    }

    public String issueBotToken() {
        return issuer.issue(true);
    }

    /**
     * Issues the first refresh token of a new installation whose app uses token rotation. The token can be used
     * once.
     */
    public String issueRefreshToken() {
        return issuer.issueRefresh();
    }

    public String clientId() {
        return issuer.clientId();
    }

    public String clientSecret() {
        return issuer.clientSecret();
    }

    /** Returns the Events API of Grantkeeper's own app. */
    public SlackEvents events() {
        return events;
    }

    public Company company() {
        return company;
    }

    /** Returns the usage of the methods' rate limits. */
    public QuotaWindows quotas() {
        return quotas;
    }

    @Override
    public void close() {
        listener.close();
    }
}
