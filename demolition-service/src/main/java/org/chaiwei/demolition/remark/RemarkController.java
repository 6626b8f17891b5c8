package org.chaiwei.demolition.remark;

import java.util.UUID;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Forbidden;
import org.chaiwei.platform.problem.RequestRefusal.NotFound;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erases a remark: the office does, where somebody typed what should not have been written down. Read with a case's history. */
@RestController
@RequestMapping("/api/v1/demolition/remarks")
class RemarkController {

    private static final Logger LOG = LoggerFactory.getLogger(RemarkController.class);

    private final Remarks remarks;

    RemarkController(Remarks remarks) {
        this.remarks = remarks;
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable UUID id, Actor actor) {
        if (actor.role() != Role.OFFICE) throw new RefusedException(new Forbidden());
        if (!remarks.erase(id)) throw new RefusedException(new NotFound());
        LOG.info("remark {} erased by {}", id, actor.id());
    }
}
