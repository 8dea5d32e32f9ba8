package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The activity of the demo's identities: five weeks of ordinary use before the start, and one day with three attacks
 * and two harmless changes. Only the demo adds these rows to the vendors' logs.
 */
public final class DemoActivity {
    private static final int PAST_DAYS = 35;
    private static final List<String> MIGRATING = List.of("Figma", "Loom", "Slack");
    private static final String BURSTING = "Backupify";
    private static final String STOLEN = "Gong";
    private static final String ESCALATING = "statuspage-sync";
    private static final String TOKEN = "release-bot";
    private static final String TOKEN_OWNER = "hugolq";

    /** Addresses in ranges that Amazon Web Services and Google Cloud publish. */
    private static final String AMAZON = "52.16.7.";

    private static final String GOOGLE_CLOUD = "34.76.9.";
    private static final String RENTED = "18.224.71.9";
    private static final String OFFICE = "203.0.113.20";

    private final Company company;

    public DemoActivity(Company company) {
        this.company = company;
    }

    /**
     * A scenario of the day.
     *
     * @param attack whether Grantkeeper must report the scenario; if false, Grantkeeper must not report it
     * @param identities the names or ids of the identities
     */
    public record Scenario(String what, boolean attack, List<String> identities) {
        public Scenario {
            identities = List.copyOf(identities);
        }
    }

    /** Adds the activity of the weeks before the given time. */
    public void addPast(Instant start) {
        for (int daysAgo = PAST_DAYS; daysAgo > 0; daysAgo--) {
            Instant day = start.minus(Duration.ofDays(daysAgo));
            for (int i = 0; i < MIGRATING.size(); i++) {
                signIn(MIGRATING.get(i), AMAZON + (10 + i), day.plus(Duration.ofHours(i + 1)));
            }
            if (daysAgo % 2 == 0) {
                call(BURSTING, "drive.files.get", OFFICE, day.plus(Duration.ofHours(3)));
                call(STOLEN, "gmail.users.messages.list", OFFICE, day.plus(Duration.ofHours(2)));
            }
            if (daysAgo % 3 == 0) {
                token("hook.config_changed", "first", day.plus(Duration.ofHours(4)));
            }
        }
    }

    /** Adds the activity of the day that starts at the given time, and returns the day's scenarios. */
    public List<Scenario> addDay(Instant start) {
        Instant theft = start.plus(Duration.ofHours(7));
        for (int i = 0; i < 90; i++) {
            call(STOLEN, "gmail.users.messages.get", RENTED, theft.plusSeconds(i * 9L));
        }
        String bot = ESCALATING + "[bot]";
        Map<String, Object> role = new HashMap<>();
        role.put("user", bot);
        role.put("permission", "admin");
        role.put("actor_ip", AMAZON + 77);
        role.put("integration", ESCALATING);
        role.put("programmatic_access_type", "GitHub App server-to-server token");
        company.onGitHub().audit(start.plus(Duration.ofHours(9)), "org.update_member", bot, role);
        Instant night = start.plus(Duration.ofHours(18));
        for (int i = 0; i < 150; i++) {
            call(BURSTING, "drive.files.get", OFFICE, night.plusSeconds(i * 4L));
        }
        for (int i = 0; i < MIGRATING.size(); i++) {
            signIn(MIGRATING.get(i), GOOGLE_CLOUD + (10 + i), start.plus(Duration.ofHours(i + 1)));
        }
        token("personal_access_token.credential_regenerated", "", start.plus(Duration.ofHours(3)));
        token("hook.config_changed", "second", start.plus(Duration.ofHours(4)));
        return List.of(
                new Scenario(
                        "A stolen token of %s read 90 mails from a rented server".formatted(STOLEN),
                        true,
                        List.of(STOLEN)),
                new Scenario("%s made itself an administrator".formatted(ESCALATING), true, List.of(ESCALATING)),
                new Scenario(
                        "%s read 150 files within ten minutes at night".formatted(BURSTING), true, List.of(BURSTING)),
                new Scenario("%s moved to another cloud".formatted(String.join(", ", MIGRATING)), false, MIGRATING),
                new Scenario(
                        "%s renewed the secret of the token %s".formatted(TOKEN_OWNER, TOKEN), false, List.of(TOKEN)));
    }

    private void signIn(String app, String address, Instant at) {
        call(app, "oauth2.userinfo.get", address, at);
    }

    private void call(String name, String method, String address, Instant at) {
        GoogleApp app = SeedAppCatalog.google(name).app();
        company.onGoogle().use(user(app), app, method, address, at);
    }

    private CompanyPerson user(GoogleApp app) {
        return company.people().active().stream()
                .filter(person ->
                        company.google().grant(person.id(), app.clientId()).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody in the demo company uses " + app.name()));
    }

    /**
     * Adds a row about the release token.
     *
     * @param secret the secret whose hash the log shows; empty for a row about a change to the token itself, which its
     *     owner makes in the browser
     */
    private void token(String action, String secret, Instant at) {
        Map<String, Object> data = new HashMap<>();
        data.put("user", TOKEN_OWNER);
        data.put("user_programmatic_access_name", TOKEN);
        data.put("actor_ip", OFFICE);
        if (!secret.isEmpty()) {
            data.put("hashed_token", "sha256-of-the-" + secret + "-secret");
            data.put("programmatic_access_type", "Fine-grained personal access token");
            data.put("user_agent", "release-tool/2.1");
        }
        company.onGitHub().audit(at, action, TOKEN_OWNER, data);
    }
}
