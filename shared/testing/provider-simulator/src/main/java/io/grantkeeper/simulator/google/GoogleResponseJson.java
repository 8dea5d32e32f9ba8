package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.AppPassword;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.company.GoogleGrant;
import io.grantkeeper.simulator.company.GoogleServiceAccount;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON representations of directory and IAM objects. Empty fields are omitted, as in Google's responses. */
final class GoogleResponseJson {

    /** The time with which Google represents "never". */
    private static final String NEVER = "1970-01-01T00:00:00.000Z";

    private GoogleResponseJson() {}

    /**
     * Renders a user.
     *
     * @param full whether the projection is {@code full}, which includes everything; {@code basic} omits the fields
     *     that need the directory's custom data
     */
    static Map<String, @Nullable Object> user(CompanyPerson person, String customerId, boolean full) {
        boolean suspended = person.status() == GoogleAccountStatus.SUSPENDED;
        var fields = object(
                "kind",
                "admin#directory#user",
                "id",
                person.id(),
                "etag",
                "\"" + person.hashCode() + '"',
                "primaryEmail",
                person.email(),
                "name",
                object(
                        "givenName", person.givenName(),
                        "familyName", person.familyName(),
                        "fullName", person.fullName()),
                "isAdmin",
                false,
                "isDelegatedAdmin",
                person.administrator(),
                "lastLoginTime",
                NEVER,
                "creationTime",
                millis(person.joined()),
                "agreedToTerms",
                true,
                "suspended",
                suspended,
                "archived",
                person.status() == GoogleAccountStatus.ARCHIVED,
                "changePasswordAtNextLogin",
                false,
                "ipWhitelisted",
                false,
                "emails",
                List.of(object("address", person.email(), "primary", true)),
                "customerId",
                customerId,
                "orgUnitPath",
                "/" + person.department(),
                "isMailboxSetup",
                true,
                "isEnrolledIn2Sv",
                true,
                "isEnforcedIn2Sv",
                true,
                "includeInGlobalAddressList",
                true);
        if (suspended) {
            fields.put("suspensionReason", "ADMIN");
        }
        if (person.status() == GoogleAccountStatus.DELETED) {
            fields.put("deletionTime", millis(person.joined().plus(400, ChronoUnit.DAYS)));
        }
        if (full) {
            person.managerEmail()
                    .ifPresent(
                            manager -> fields.put("relations", List.of(object("value", manager, "type", "manager"))));
            fields.put(
                    "organizations",
                    List.of(object(
                            "title",
                            person.title(),
                            "primary",
                            true,
                            "customType",
                            "",
                            "department",
                            person.department())));
        }
        return fields;
    }

    static Map<String, @Nullable Object> token(GoogleGrant grant) {
        return object(
                "kind", "admin#directory#token",
                "etag", "\"" + grant.hashCode() + '"',
                "clientId", grant.app().clientId(),
                "displayText", grant.app().name(),
                "anonymous", grant.app().anonymous(),
                "nativeApp", grant.app().nativeApp(),
                "userKey", grant.personId(),
                "scopes", grant.scopes());
    }

    /** Renders an app password. Times are in milliseconds, as strings; 0 means that the password was never used. */
    static Map<String, @Nullable Object> password(AppPassword password) {
        return object(
                "kind", "admin#directory#asp",
                "etag", "\"" + password.hashCode() + '"',
                "codeId", password.codeId(),
                "name", password.name(),
                "creationTime", Long.toString(password.createdAt().toEpochMilli()),
                "lastTimeUsed",
                        Long.toString(
                                password.lastUsedAt().map(Instant::toEpochMilli).orElse(0L)),
                "userKey", password.personId());
    }

    static Map<String, @Nullable Object> serviceAccount(GoogleServiceAccount account) {
        var fields = object(
                "name", "projects/%s/serviceAccounts/%s".formatted(account.projectId(), account.email()),
                "projectId", account.projectId(),
                "uniqueId", account.uniqueId(),
                "email", account.email(),
                "displayName", account.displayName(),
                "etag", "MDEwMjE5MjA=",
                "oauth2ClientId", account.uniqueId());
        if (account.disabled()) {
            fields.put("disabled", true);
        }
        return fields;
    }

    static Map<String, @Nullable Object> key(GoogleServiceAccount account, GoogleServiceAccount.Key key) {
        var fields = object(
                "name",
                "projects/%s/serviceAccounts/%s/keys/%s".formatted(account.projectId(), account.email(), key.id()),
                "validAfterTime",
                key.validAfter(),
                "validBeforeTime",
                key.validBefore(),
                "keyAlgorithm",
                "KEY_ALG_RSA_2048",
                "keyOrigin",
                "GOOGLE_PROVIDED",
                "keyType",
                "USER_MANAGED");
        if (key.disabled()) {
            fields.put("disabled", true);
        }
        return fields;
    }

    /** Formats an instant with milliseconds, as Google always does. */
    static String millis(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.contains(".") ? text : text.substring(0, text.length() - 1) + ".000Z";
    }
}
