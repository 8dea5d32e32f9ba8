package io.grantkeeper.baseline.bare;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The minimal handler. It reads bytes, reads the table once and writes bytes, without any JSON. It is a lower bound for
 * measurements, not a practical design.
 */
public final class BareStreamHandler implements RequestStreamHandler {
    private final BaselineTable table = new BaselineTable();

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        int size = event.readAllBytes().length;
        int status = table.has("event of " + size) ? 200 : 404;
        answer.write(("{\"statusCode\":" + status + "}").getBytes(StandardCharsets.UTF_8));
    }
}
