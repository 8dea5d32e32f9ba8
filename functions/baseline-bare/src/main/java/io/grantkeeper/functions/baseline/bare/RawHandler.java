package io.grantkeeper.functions.baseline.bare;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The least there is: bytes in, one read, bytes out, and no JSON at all. Nobody could work with it. */
public final class RawHandler implements RequestStreamHandler {
    private final Table table = new Table();

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        int size = event.readAllBytes().length;
        int status = table.has("event of " + size) ? 200 : 404;
        answer.write(("{\"statusCode\":" + status + "}").getBytes(StandardCharsets.UTF_8));
    }
}
