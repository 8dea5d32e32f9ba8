package io.grantkeeper.cli;

import io.grantkeeper.rightsizing.JsonLineRightSizer;
import io.grantkeeper.rightsizing.RightSizer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "right-size",
        mixinStandardHelpOptions = true,
        description =
                "In: {\"provider\",\"kind\",\"granted\",\"calls\"}. Out: the least-privileged permissions that allow every call, with a proof.")
final class RightSizeCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        JsonLineRightSizer verb = new JsonLineRightSizer(RightSizer.standard());
        return JsonLines.answer(verb::answer);
    }
}
