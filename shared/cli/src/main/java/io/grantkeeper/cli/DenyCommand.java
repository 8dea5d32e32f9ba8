package io.grantkeeper.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "deny", mixinStandardHelpOptions = true, description = "Denies an access request.")
final class DenyCommand implements Callable<Integer> {
    @Mixin
    private AccessRequestAnswer answering = new AccessRequestAnswer();

    @Override
    public Integer call() {
        return answering.answer((answers, tenant) -> answers.deny(tenant, answering.id(), answering.by()));
    }
}
