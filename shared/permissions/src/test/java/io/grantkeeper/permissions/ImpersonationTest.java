package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests that no permission that lets an app act as a person is rated harmless. */
class ImpersonationTest {
    private static final Pattern SUSPICIOUS = Pattern.compile(
            "(?i)impersonat|accessasuser|as_user|delegat|on_behalf|sudo"
                    + "|session|token|password|authmethod|authenticationmethod|credential|sign(?:ing)?_key|gpg_key|public_key|zak"
                    + "|api_key|passrole|assumerole|(?<!activity|notification)\\.send\\b|compose|chat:write|write:user");

    /** Permissions whose names suggest acting as a person although they do not allow it, each with the reason. */
    private static final Map<String, String> NOT_A_PERSON = Map.of(
            "chat:write", "posts under the app's own name",
            "chat:write:bot", "posts under the app's own name",
            "VirtualAppointmentNotification.Send", "sends reminders under the product's name",
            "TeamsActivity.Send", "sends notifications under the app's own name",
            "TeamsActivity.Send.Chat", "sends notifications under the app's own name",
            "TeamsActivity.Send.Group", "sends notifications under the app's own name",
            "TeamsActivity.Send.User", "sends notifications under the app's own name",
            "sts:GetWebIdentityToken", "states only who the caller is",
            "sts:GetSessionToken", "states only who the caller is");

    private final PermissionVocabularies permissions = PermissionVocabularies.standard();

    @Test
    void ratesNoPermissionThatActsAsPersonAsHarmless() {
        List<String> harmless = new ArrayList<>();
        List<String> lines = PermissionDataFiles.lines("measured/acts-as-person.tsv");
        for (String line : lines) {
            String[] cell = line.split("\t", -1);
            PermissionProvider provider = PermissionProvider.named(cell[0]).orElseThrow();
            if (isHarmless(provider, cell[2], PermissionForm.named(cell[1]))) {
                harmless.add(line);
            }
        }
        assertThat(lines).hasSizeGreaterThan(90);
        assertThat(harmless).isEmpty();
    }

    @Test
    void reviewsEveryPermissionWhoseNameSuggestsActingAsPerson() {
        List<String> harmless = new ArrayList<>();
        for (PermissionProvider provider : PermissionProvider.values()) {
            for (String name : permissions.vocabularyOf(provider)) {
                if (SUSPICIOUS.matcher(name).find() && !NOT_A_PERSON.containsKey(name)) {
                    for (PermissionForm kind : List.of(PermissionForm.DELEGATED, PermissionForm.APPLICATION)) {
                        if (changes(provider, name, kind) && isHarmless(provider, name, Optional.of(kind))) {
                            harmless.add(provider + " " + name);
                        }
                    }
                }
            }
        }
        assertThat(harmless).isEmpty();
    }

    private boolean changes(PermissionProvider provider, String name, PermissionForm kind) {
        return permissions.describe(provider, name, kind).capabilities().stream()
                .anyMatch(one -> one.action().changes());
    }

    private boolean isHarmless(PermissionProvider provider, String permission, Optional<PermissionForm> kind) {
        AccessGrant scopes = AccessGrant.ofScopes(permission);
        AccessGrant grant = kind.map(scopes::withKind).orElse(scopes);
        return permissions.risk(provider, grant, RiskContext.unknown()).tier() == RiskTier.LOW;
    }
}
