package org.chaiwei.ledger.party;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.party.PartyRefusal.PartyNotFound;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Forbidden;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows a person to those who deal with them: masked, unless the whole is asked for, which is written down with the reader's id. */
@RestController
@RequestMapping("/api/v1/ledger/parties")
class PartyController {

    private static final Logger LOG = LoggerFactory.getLogger(PartyController.class);

    private static final Set<Role> READERS = EnumSet.of(Role.STREET, Role.OFFICE, Role.ENFORCEMENT, Role.LEGAL);

    private final Parties parties;

    PartyController(Parties parties) {
        this.parties = parties;
    }

    record Shown(UUID id, String name, @Nullable String phone, boolean masked) {}

    @GetMapping("/{id}")
    ResponseEntity<Shown> show(
            @PathVariable UUID id, @RequestParam(defaultValue = "true") boolean masked, Actor actor) {
        if (!READERS.contains(actor.role())) throw new RefusedException(new Forbidden());
        var person = parties.find(id, actor.scope()).orElseThrow(() -> new RefusedException(new PartyNotFound()));
        if (!masked) LOG.info("party {} shown in full to {}", id, actor.id());
        var shown = masked ? person.masked() : person;
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Shown(id, shown.name(), shown.phone(), masked));
    }
}
