package io.grantkeeper.local.cli;

import io.grantkeeper.rightsizing.RightSizeVerb;
import io.grantkeeper.rightsizing.RightSizing;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "right-size",
        mixinStandardHelpOptions = true,
        description =
                "{\"provider\",\"kind\",\"granted\",\"calls\"} in; the least that admits every call, and a proof, out.")
final class RightSizeCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        RightSizeVerb verb = new RightSizeVerb(RightSizing.standard());
        return JsonLines.answer(verb::answer);
    }
}
