package io.grantkeeper.functions.receivewebhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grantkeeper.connector.webhook.BusEvent;
import io.grantkeeper.identity.json.ModelJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An event as EventBridge hands it to a function.
 *
 * @param source the event source, which AWS ties to the partner's account
 * @param detailType what the source calls events of this sort
 */
public record BusMessage(
        String id,
        String source,
        @JsonProperty("detail-type") String detailType,
        Map<String, Object> detail) {
    @SuppressWarnings("NullAway") // Jackson leaves what the event lacks as null, whatever the types say
    BusEvent checked() {
        if (id == null || source == null || detailType == null || detail == null) {
            throw new IllegalArgumentException(
                    "the event lacks 'id', 'source', 'detail-type' or 'detail'; it must be as EventBridge sends it");
        }
        return new BusEvent(id, source, detailType, ModelJson.write(detail).getBytes(StandardCharsets.UTF_8));
    }
}
