package io.grantkeeper.functions.receivewebhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grantkeeper.connector.webhook.EventBusEvent;
import io.grantkeeper.identity.json.ModelJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An event, as EventBridge passes it to a function.
 *
 * @param source the event source, which AWS ties to the partner's account
 * @param detailType the name that the source gives to this type of event
 */
public record EventBusMessage(
        String id,
        String source,
        @JsonProperty("detail-type") String detailType,
        Map<String, Object> detail) {
    @SuppressWarnings("NullAway") // Jackson sets members that the event omits to null, even if their type is non-null
    EventBusEvent checked() {
        if (id == null || source == null || detailType == null || detail == null) {
            throw new IllegalArgumentException(
                    "the event lacks 'id', 'source', 'detail-type' or 'detail'; it must be in EventBridge's event format");
        }
        return new EventBusEvent(id, source, detailType, ModelJson.write(detail).getBytes(StandardCharsets.UTF_8));
    }
}
