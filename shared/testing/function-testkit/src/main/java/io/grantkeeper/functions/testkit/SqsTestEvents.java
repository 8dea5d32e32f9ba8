package io.grantkeeper.functions.testkit;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.List;

/** Events as SQS delivers them. */
public final class SqsTestEvents {
    private SqsTestEvents() {}

    /** Returns a batch with these values as JSON bodies and the message ids 0, 1, … */
    public static SQSEvent of(Object... values) {
        return raw(List.of(values).stream().map(ModelJson::write).toArray(String[]::new));
    }

    /** Returns a batch with these bodies, unchanged, and the message ids 0, 1, … */
    public static SQSEvent raw(String... bodies) {
        List<SQSMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            var message = new SQSMessage();
            message.setMessageId(Integer.toString(messages.size()));
            message.setBody(body);
            messages.add(message);
        }
        var event = new SQSEvent();
        event.setRecords(messages);
        return event;
    }
}
