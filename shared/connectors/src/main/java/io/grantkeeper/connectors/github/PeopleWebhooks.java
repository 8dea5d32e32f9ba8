package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.AccessEventType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Someone joined, left, or may work on a repository. */
final class PeopleWebhooks {
    private PeopleWebhooks() {}

    static WebhookOutcome organization(Delivery delivery) throws ConnectorException {
        return switch (delivery.action()) {
            case "member_added" -> changed(delivery, AccessEventType.PERSON_JOINED, "membership");
            case "member_removed" -> changed(delivery, AccessEventType.PERSON_LEFT, "membership");
            case "member_invited" -> delivery.ignored("an invitation opens nothing until it is accepted");
            // renamed, deleted, and what GitHub may add: reading again tells what is left.
            default -> changed(delivery, AccessEventType.PERSON_CHANGED, "membership");
        };
    }

    /** A collaborator of one repository; one from outside may be new to the organisation. */
    static WebhookOutcome collaborator(Delivery delivery) throws ConnectorException {
        return changed(delivery, AccessEventType.PERSON_CHANGED, "");
    }

    private static WebhookOutcome changed(Delivery delivery, AccessEventType type, String wrapper)
            throws ConnectorException {
        Optional<JsonBody> outer = wrapper.isEmpty()
                ? Optional.of(delivery.body())
                : delivery.body().optionalObject(wrapper);
        Optional<JsonBody> person = outer.isPresent()
                ? outer.get().optionalObject(wrapper.isEmpty() ? "member" : "user")
                : Optional.empty();
        Map<String, String> details = new TreeMap<>();
        if (person.isPresent()) {
            person.get().optionalText("login").ifPresent(login -> details.put("user", login));
        }
        return delivery.accepted(People.ID, delivery.evidence(type, Optional.empty(), Optional.empty(), details));
    }
}
