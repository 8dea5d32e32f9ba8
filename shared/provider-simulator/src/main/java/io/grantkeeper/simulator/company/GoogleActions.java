package io.grantkeeper.simulator.company;

import io.grantkeeper.simulator.company.GoogleActivity.Detail;
import io.grantkeeper.simulator.company.GoogleActivity.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What people and administrators do in Google Workspace: each changes the tenant and leaves its rows in the reports. */
public final class GoogleActions {

    private final People people;
    private final GoogleTenant tenant;
    private final Journal journal;

    GoogleActions(People people, GoogleTenant tenant, Journal journal) {
        this.people = people;
        this.tenant = tenant;
        this.journal = journal;
    }

    /** The person gives the app these scopes, in place of any they gave it before. */
    public void consent(Person person, GoogleApp app, List<String> scopes, Instant at) {
        tenant.put(new GoogleGrant(person.id(), app, scopes, at));
        journal.google(at, person, new Detail.Consent("authorize", app, scopes));
    }

    /** A consent that the listing shows at once and the report only after the delay. */
    public void consentReportedLate(Person person, GoogleApp app, List<String> scopes, Instant at, Duration delay) {
        tenant.put(new GoogleGrant(person.id(), app, scopes, at));
        journal.googleLate(at, delay, person, new Detail.Consent("authorize", app, scopes));
    }

    /** Leaves consent rows for those grants that the report still keeps, without changing the tenant. */
    void rememberRecent(Person person, List<GoogleGrant> grants, Instant now) {
        Instant oldest = now.minus(Duration.ofDays(180));
        for (GoogleGrant grant : grants) {
            if (grant.grantedAt().isAfter(oldest)) {
                journal.google(grant.grantedAt(), person, new Detail.Consent("authorize", grant.app(), grant.scopes()));
            }
        }
    }

    /** Takes a grant back; answers whether there was one. */
    public boolean revoke(Person person, String clientId, Instant at) {
        var removed = tenant.removeGrant(person.id(), clientId);
        removed.ifPresent(
                grant -> journal.google(at, person, new Detail.Consent("revoke", grant.app(), grant.scopes())));
        return removed.isPresent();
    }

    /** The app calls an API with the person's grant. */
    public void use(Person person, GoogleApp app, String api, String method, long bytes, Instant at) {
        journal.google(at, person, new Detail.ApiUse(app, api, method, bytes));
    }

    public void login(Person person, Instant at) {
        journal.google(at, person, new Detail.Login("login_success", "google_password"));
    }

    public void addAppPassword(Person person, AppPassword password) {
        tenant.put(password);
        journal.google(
                password.createdAt(),
                person,
                new Detail.AdminAction(
                        "CREATE_APPLICATION_SPECIFIC_PASSWORD",
                        "USER_SETTINGS",
                        List.of(new Parameter("USER_EMAIL", person.email()))));
    }

    /** Deletes an app password; answers whether there was one. */
    public boolean removeAppPassword(Person person, int codeId, Instant at) {
        boolean removed = tenant.removeAppPassword(person.id(), codeId).isPresent();
        if (removed) {
            admin(
                    person,
                    "REVOKE_ASP",
                    "USER_SETTINGS",
                    at,
                    new Parameter("USER_EMAIL", person.email()),
                    new Parameter("ASP_ID", Integer.toString(codeId)));
        }
        return removed;
    }

    /** Lets a client act as any user for these scopes: the only trace is this event. */
    public void grantDelegation(Person administrator, String clientId, List<String> scopes, Instant at) {
        admin(
                administrator,
                "AUTHORIZE_API_CLIENT_ACCESS",
                "DOMAIN_SETTINGS",
                at,
                new Parameter("API_CLIENT_NAME", clientId),
                new Parameter("API_SCOPES", String.join(",", scopes)),
                new Parameter("DOMAIN_NAME", domain(administrator)));
    }

    /** Marks an app as trusted or blocked in the app access control. */
    public void setTrust(Person administrator, GoogleApp app, boolean trusted, Instant at) {
        admin(
                administrator,
                trusted ? "ADD_TO_TRUSTED_OAUTH2_APPS" : "ADD_TO_BLOCKED_OAUTH2_APPS",
                "SECURITY_SETTINGS",
                at,
                new Parameter("OAUTH2_APP_ID", app.clientId()),
                new Parameter("OAUTH2_APP_NAME", app.name()),
                new Parameter("OAUTH2_APP_TYPE", app.nativeApp() ? "NATIVE" : "WEB"));
    }

    public void suspend(Person administrator, Person person, Instant at) {
        people.setStatus(person.id(), PersonStatus.SUSPENDED);
        admin(administrator, "SUSPEND_USER", "USER_SETTINGS", at, new Parameter("USER_EMAIL", person.email()));
    }

    /** Any other admin event, by the names the report uses. */
    public void admin(Person administrator, String name, String type, Instant at, Parameter... parameters) {
        journal.google(at, administrator, new Detail.AdminAction(name, type, List.of(parameters)));
    }

    private static String domain(Person person) {
        return person.email().substring(person.email().indexOf('@') + 1);
    }
}
